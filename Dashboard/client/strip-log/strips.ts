// Values of a strip log: per channel minimum, maximum and mean of each bucket, NaN where there is none.
import type { ChannelHistory, Triple } from "../messages";
import type { Span } from "./scales";

export interface Band { readonly mean: number[]; readonly min: number[]; readonly max: number[] }

// Neighbours further apart than this many usual steps are not joined: silence is a gap.
const joinedSteps = 3;
// Bound of what the live feed may add until the history is fetched again.
const maxBuckets = 20_000;

export class Strips {
  private readonly bands = new Map<string, Band>();
  private step: number;

  private constructor(readonly span: Span, readonly isOpen: boolean, readonly bucketMillis: number, readonly times: number[]) {
    this.step = usualStep(times, bucketMillis);
  }

  /** Of an answer of GET …/channels; `shift` moves its times, for a comparison with another day. `isOpen` when it reaches the present. */
  static of(history: ChannelHistory, span: Span, isOpen: boolean, shift = 0): Strips {
    const strips = new Strips(span, isOpen, history.bucketSeconds * 1000, history.timesUnixMillis.map((t) => t + shift));
    for (const { name, mean, min, max } of history.channels) strips.bands.set(name, { mean: mean.map(number), min: min.map(number), max: max.map(number) });
    return strips;
  }

  band(channel: string): Band | undefined { return this.bands.get(channel); }

  /** Milliseconds up to which neighbours are joined. */
  get joined(): number { return joinedSteps * this.step; }

  /** True when every bucket holds one reading. */
  get isRaw(): boolean {
    if (this.bucketMillis >= 1000) return false;
    for (const { min, max } of this.bands.values()) if (min.some((low, i) => low < (max[i] ?? low))) return false;
    return true;
  }

  /** Indices from the last bucket before the span to the first after it. */
  within(span: Span): [from: number, to: number] {
    return [Math.max(0, this.search(span.from) - 1), Math.min(this.times.length, this.search(span.to) + 1)];
  }

  /** Index of the bucket nearest to a time; null where it is silent. */
  at(time: number): number | null {
    const after = this.search(time - this.bucketMillis / 2);
    const best = [after - 1, after].filter((i) => i >= 0 && i < this.times.length)
      .sort((a, b) => Math.abs(this.middle(a) - time) - Math.abs(this.middle(b) - time))[0];
    return best !== undefined && Math.abs(this.middle(best) - time) <= Math.max(this.joined, this.bucketMillis) / 2 ? best : null;
  }

  /** Time at which a bucket is drawn. */
  middle(index: number): number { return (this.times[index] ?? NaN) + this.bucketMillis / 2; }

  /** Least and greatest value of a channel in the span. */
  rangeOf(channel: string, span: Span): [low: number, high: number] {
    const band = this.bands.get(channel);
    const [from, to] = this.within(span);
    let [low, high] = [Infinity, -Infinity];
    for (let i = from; band && i < to; i++) {
      const [least, greatest] = [band.min[i] ?? NaN, band.max[i] ?? NaN];
      if (least < low) low = least;
      if (greatest > high) high = greatest;
    }
    return [low, high];
  }

  /** Stretches of the span, as far as it is known, without any value. */
  gaps(of: Span): Span[] {
    const span = { from: Math.max(of.from, this.span.from), to: this.isOpen ? of.to : Math.min(of.to, this.span.to) };
    const gaps: Span[] = [];
    if (span.to <= span.from) return gaps;
    const [from, to] = this.within(span);
    let last = from < to && (this.times[from] ?? 0) <= span.from ? this.times[from] ?? span.from : span.from;
    for (let i = from; i < to; i++) {
      const time = this.times[i] ?? last;
      if (time - last > this.joined) gaps.push({ from: last + (last === span.from ? 0 : this.bucketMillis), to: Math.min(time, span.to) });
      last = Math.max(last, time);
    }
    if (span.to - last > this.joined + this.bucketMillis) gaps.push({ from: last === span.from ? last : last + this.bucketMillis, to: span.to });
    return gaps;
  }

  /** Adds a live block to the last bucket, or as a new one. False when it belongs to the history, which is to be fetched. */
  add(time: number, values: Readonly<Record<string, Triple>>): boolean {
    const start = Math.floor(time / this.bucketMillis) * this.bucketMillis;
    const last = this.times.length - 1;
    const lastTime = this.times[last] ?? -Infinity;
    if (start < lastTime || this.times.length >= maxBuckets) return false;
    const isNew = start > lastTime;
    if (isNew) this.times.push(start);
    const at = this.times.length - 1;
    for (const name of new Set([...this.bands.keys(), ...Object.keys(values)])) this.addTo(name, at, isNew, values[name]);
    if (this.times.length === 3) this.step = usualStep(this.times, this.bucketMillis);
    return true;
  }

  private addTo(name: string, at: number, isNew: boolean, value: Triple | undefined): void {
    let band = this.bands.get(name);
    if (!band) {
      const none = (): number[] => new Array<number>(isNew ? at : at + 1).fill(NaN);
      this.bands.set(name, band = { mean: none(), min: none(), max: none() });
    }
    const [mean, min, max] = value ?? [null, null, null];
    if (isNew) {
      band.mean.push(number(mean));
      band.min.push(number(min ?? mean));
      band.max.push(number(max ?? mean));
    } else if (mean !== null) {
      band.mean[at] = mean;
      band.min[at] = least(band.min[at], min ?? mean);
      band.max[at] = greatest(band.max[at], max ?? mean);
    }
  }

  /** Index of the first bucket that starts at or after a time. */
  private search(time: number): number {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const number = (value: number | null): number => value ?? NaN;
const least = (known: number | undefined, value: number): number => known === undefined || Number.isNaN(known) ? value : Math.min(known, value);
const greatest = (known: number | undefined, value: number): number => known === undefined || Number.isNaN(known) ? value : Math.max(known, value);

/** The median distance of neighbours, not below the width of a bucket. */
function usualStep(times: readonly number[], bucketMillis: number): number {
  const steps = times.slice(1).map((t, i) => t - (times[i] ?? t)).sort((a, b) => a - b);
  return Math.max(bucketMillis, steps[steps.length >> 1] ?? bucketMillis);
}
