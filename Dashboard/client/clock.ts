// The server's clock: ages must be right even if the device's clock is wrong.
const meta = document.querySelector<HTMLMetaElement>('meta[name="server-time"]');
let offsetMillis = meta ? Number(meta.content) - performance.timeOrigin - performance.now() : 0;

export function serverNow(): number {
  return performance.timeOrigin + performance.now() + offsetMillis;
}

/** Every hub message carries the server's time. Network delay makes the offset too small, and data look younger than they are. */
export function adjustClock(serverTimeUnixMillis: number): void {
  const offset = serverTimeUnixMillis - performance.timeOrigin - performance.now();
  // So the largest offset seen, that of the fastest message, is the best; a drop of more than a minute means that a clock was set.
  if (offset > offsetMillis || offsetMillis - offset > 60_000) offsetMillis = offset;
}
