// The heads of the tracks: each curve with its own scale and the value at the cursor (Controls/StripLog.razor).
import { niceScale, type Span } from "./scales";
import type { Column, Curve } from "./painter";
import type { Strips } from "./strips";

interface Head { element: HTMLElement; low: Element | null; high: Element | null; value: Element | null; decimals: number; curve: Curve }
interface Track { element: HTMLElement; heads: Head[] }

const narrowestTrack = 104;

export class Heads {
  private readonly tracks: Track[];
  private first = 0;
  private shown = 0;

  constructor(private readonly root: HTMLElement) {
    this.tracks = [...root.querySelectorAll<HTMLElement>("[data-track]")].map((element) => ({
      element, heads: [...element.querySelectorAll<HTMLElement>("[data-channel]")].map((e) => headOf(e)),
    }));
  }

  get channels(): string[] { return [...new Set(this.tracks.flatMap((t) => t.heads.map((h) => h.curve.channel)))]; }
  get hasMore(): boolean { return this.shown < this.tracks.length; }

  /** Shows as many tracks as fit, from the chosen one on. */
  fit(width: number, turn = 0): void {
    const shown = Math.min(this.tracks.length, Math.max(1, Math.floor(width / narrowestTrack)));
    const first = Math.min(Math.max(0, this.first + turn * shown), this.tracks.length - shown);
    if (shown === this.shown && first === this.first) return;
    [this.shown, this.first] = [shown, first];
    this.tracks.forEach(({ element }, i) => { element.hidden = i < first || i >= first + shown; });
    this.root.querySelector<HTMLElement>(".log-grid")?.style.setProperty("--tracks", String(shown));
  }

  columns(left: number, width: number): Column[] {
    const each = width / Math.max(1, this.shown);
    return this.tracks.slice(this.first, this.first + this.shown)
      .map(({ heads }, i) => ({ left: left + i * each, width: each, curves: heads.map((h) => h.curve) }));
  }

  /** Fits each scale to the values in sight; the compared ones are on the same scale. */
  rescale(span: Span, strips: Strips, other: Strips | null): void {
    for (const { element, low, high, decimals, curve } of this.tracks.flatMap((t) => t.heads)) {
      const [a, b] = strips.rangeOf(curve.channel, span);
      const [c, d] = other?.rangeOf(curve.channel, span) ?? [Infinity, -Infinity];
      const [least, greatest] = [Math.min(a, c), Math.max(b, d)];
      element.classList.toggle("is-empty", !Number.isFinite(least));
      curve.scale = niceScale(least * curve.factor + curve.offset, greatest * curve.factor + curve.offset);
      const places = Math.min(decimals, curve.scale.high - curve.scale.low >= 10 ? 0 : decimals);
      say(low, Number.isFinite(least) ? format(curve.scale.low, places) : "");
      say(high, Number.isFinite(least) ? format(curve.scale.high, places) : "no data");
    }
  }

  /** Values of a bucket; of none where it is silent. */
  read(strips: Strips | null, index: number | null, other: Strips | null, otherIndex: number | null): void {
    for (const { value, decimals, curve } of this.tracks.flatMap((t) => t.heads)) {
      const own = textOf(strips, index, curve, decimals);
      say(value, other ? `${own} / ${textOf(other, otherIndex, curve, decimals)}` : own);
    }
  }
}

function headOf(element: HTMLElement): Head {
  const data = element.dataset;
  const field = (name: string): Element | null => element.querySelector(`[data-field="${name}"]`);
  return {
    element, low: field("low"), high: field("high"), value: field("value"), decimals: Number(data["decimals"] ?? 2),
    curve: { channel: data["channel"] ?? "", scale: { low: 0, high: 1 }, factor: Number(data["scale"] ?? 1), offset: Number(data["offset"] ?? 0), tone: Number(data["tone"] ?? 1) },
  };
}

function textOf(strips: Strips | null, index: number | null, { channel, factor, offset }: Curve, decimals: number): string {
  const mean = index === null ? NaN : strips?.band(channel)?.mean[index] ?? NaN;
  return Number.isNaN(mean) ? "–" : format(mean * factor + offset, decimals);
}

const format = (value: number, decimals: number): string => value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

function say(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
