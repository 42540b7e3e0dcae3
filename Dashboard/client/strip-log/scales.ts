// Arithmetic of the strip log: time or depth runs downwards, values to the right. Positions are Unix milliseconds, or millimetres of depth.
export interface Span { readonly from: number; readonly to: number }
export interface Scale { readonly low: number; readonly high: number }

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const timeSteps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute,
  15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day, 28 * day,
];

export const lengthOf = (span: Span): number => span.to - span.from;
export const contains = (outer: Span, inner: Span): boolean => outer.from <= inner.from && outer.to >= inner.to;
export const rowOf = (time: number, span: Span, height: number): number => (time - span.from) / lengthOf(span) * height;
export const timeAt = (row: number, span: Span, height: number): number => span.from + row / height * lengthOf(span);

/** Round limits that hold all values, with zero where it is near; as Display/LogScale.cs. */
export function niceScale(low: number, high: number): Scale {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: 0, high: 1 };
  let [bottom, top] = [low, high];
  if (bottom > 0 && bottom < 0.4 * top) bottom = 0;
  if (top < 0 && top > 0.4 * bottom) top = 0;
  if (top - bottom <= 1e-6 * Math.max(Math.abs(top), Math.abs(bottom))) {
    const pad = Math.max(Math.abs(top) * 0.05, 0.5);
    [bottom, top] = [bottom - pad, top + pad];
  }
  const step = niceStep((top - bottom) / 8);
  return { low: Math.floor(bottom / step + 1e-9) * step, high: Math.ceil(top / step - 1e-9) * step };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}

/** Round times within the span, at least `spacing` pixels apart; `offset` is that of the zone from UTC. */
export function timeTicks(span: Span, height: number, spacing: number, offset: number): { step: number; times: number[] } {
  const least = lengthOf(span) / Math.max(1, height) * spacing;
  const step = timeSteps.find((s) => s >= least) ?? Math.ceil(least / (28 * day)) * 28 * day;
  const times: number[] = [];
  for (let t = Math.ceil((span.from + offset) / step) * step - offset; t <= span.to; t += step) times.push(t);
  return { step, times };
}

/** Round depths within the span, at least `spacing` pixels apart. */
export function depthTicks(span: Span, height: number, spacing: number): { step: number; depths: number[] } {
  const step = niceStep(lengthOf(span) / Math.max(1, height) * spacing);
  const depths: number[] = [];
  for (let n = Math.ceil(span.from / step); n * step <= span.to; n++) depths.push(n * step);
  return { step, depths };
}

/** The span shortened (factor below 1) or lengthened round a time, within limits. */
export function zoomed(span: Span, round: number, factor: number, shortest: number, longest: number): Span {
  const length = Math.min(longest, Math.max(shortest, lengthOf(span) * factor));
  const share = (round - span.from) / lengthOf(span);
  const from = round - share * length;
  return { from, to: from + length };
}

/** The span moved, its end not after `latest`. */
export function shifted(span: Span, millis: number, latest: number): Span {
  const by = Math.min(millis, Math.max(0, latest - span.to));
  return { from: span.from + by, to: span.to + by };
}

/** The span with a margin on either side, as a share of its length. */
export function widened(span: Span, share: number): Span {
  const margin = lengthOf(span) * share;
  return { from: span.from - margin, to: span.to + margin };
}
