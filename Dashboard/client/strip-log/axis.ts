// The vertical axis of a strip log: time, or the depth of the hole. Positions on it are Unix milliseconds, or millimetres.
import { depthTicks, lengthOf, type Span, timeTicks } from "./scales";

export interface Tick { at: number; label: string }

export interface Axis {
  readonly shortest: number;
  readonly longest: number;
  ticks(span: Span, height: number, spacing: number): Tick[];
  /** A position in words, as exactly as the span shows it. */
  words(at: number, span: Span): string;
  /** The width of a bucket in words. */
  width(bucket: number): string;
}

const two = (n: number): string => String(n).padStart(2, "0");
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export class TimeAxis implements Axis {
  readonly shortest = 2000;
  readonly longest = 400 * 86_400_000;

  constructor(private readonly zone: string) {}

  ticks(span: Span, height: number, spacing: number): Tick[] {
    const offset = this.offset(span);
    const { step, times } = timeTicks(span, height, spacing, offset);
    return times.map((at) => ({ at, label: labelOf(new Date(at + offset), step) }));
  }

  words(at: number, span: Span): string { return stamp(at + this.offset(span), lengthOf(span) < 120_000); }

  width(millis: number): string {
    const units: [number, string][] = [[86_400_000, "d"], [3_600_000, "h"], [60_000, "min"], [1000, "s"], [1, "ms"]];
    const [length, name] = units.find(([length]) => millis >= length) ?? [1, "ms"];
    return `${+(millis / length).toFixed(1)} ${name}`;
  }

  private offset({ from, to }: Span): number { return zoneOffset((from + to) / 2, this.zone); }
}

export class DepthAxis implements Axis {
  readonly shortest = 500;
  readonly longest = 20_000_000;

  /** `scale` displayed units are a metre. */
  constructor(private readonly scale: number, private readonly unit: string) {}

  ticks(span: Span, height: number, spacing: number): Tick[] {
    const perUnit = 1000 / this.scale;
    const { step, depths } = depthTicks({ from: span.from / perUnit, to: span.to / perUnit }, height, spacing);
    const places = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
    return depths.map((depth) => ({ at: depth * perUnit, label: format(depth, places) }));
  }

  words(at: number, span: Span): string { return `${format(at / 1000 * this.scale, lengthOf(span) < 20_000 ? 2 : 1)} ${this.unit}`; }

  width(bucket: number): string { return `${+(bucket / 1000 * this.scale).toFixed(2)} ${this.unit}`; }
}

const format = (value: number, places: number): string => value.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });

/** `date` holds the time of the zone as UTC. */
function labelOf(date: Date, step: number): string {
  const [hours, minutes, seconds] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  if (hours === 0 && minutes === 0 && seconds === 0 && step >= 60_000) return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""}`;
  if (step >= 60_000) return `${two(hours)}:${two(minutes)}`;
  return step >= 1000 ? `${two(hours)}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}.${String(date.getUTCMilliseconds()).padStart(3, "0")}`;
}

function stamp(zoned: number, withMillis: boolean): string {
  const text = new Date(zoned).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, withMillis ? 23 : 19)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which a zone is ahead of UTC at a time. */
function zoneOffset(time: number, zone: string): number {
  if (zone === "UTC" || zone === "Etc/UTC") return 0;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(time).map((p) => [p.type, Number(p.value)]));
  return Date.UTC(parts["year"] ?? 0, (parts["month"] ?? 1) - 1, parts["day"], parts["hour"], parts["minute"], parts["second"]) - Math.floor(time / 1000) * 1000;
}
