// The server's clock: ages must be right on a phone whose own clock is not.
const meta = document.querySelector<HTMLMetaElement>('meta[name="server-time"]');
let offsetMillis = meta ? Number(meta.content) - performance.timeOrigin - performance.now() : 0;

export function serverNow(): number {
  return performance.timeOrigin + performance.now() + offsetMillis;
}

/** Each message of the hub carries the server's time; network delay only makes data look older, never younger. */
export function adjustClock(serverTimeUnixMillis: number): void {
  const offset = serverTimeUnixMillis - performance.timeOrigin - performance.now();
  // The greatest offset seen belongs to the fastest message; a step of more than a minute means that a clock was set.
  if (offset > offsetMillis || offsetMillis - offset > 60_000) offsetMillis = offset;
}
