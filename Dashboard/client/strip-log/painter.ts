// Draws a strip log: the axis with alarms and arrivals in its lane, then the tracks side by side. It reads nothing from the page but
// colours, and these only when told to.
import type { Tick } from "./axis";
import { rowOf, type Scale, type Span } from "./scales";
import type { Strips } from "./strips";

export interface Curve { channel: string; scale: Scale; factor: number; offset: number; tone: number }
export interface Column { left: number; width: number; curves: Curve[] }
export interface AlarmBand { span: Span; priority: string; title: string }
export interface Arrival { span: Span; late: number; corrected: number }

export interface Picture {
  span: Span;
  ticks: Tick[];
  strips: Strips | null;
  other: Strips | null;
  columns: Column[];
  alarms: AlarmBand[];
  arrivals: Arrival[];
  cursor: number | null;
}

const laneWidth = 7;

export class Painter {
  private readonly context: CanvasRenderingContext2D | null;
  private colours: Record<string, string> = {};
  private width = 0;
  private height = 0;
  private ratio = 1;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d", { alpha: false });
    this.readColours();
  }

  get rows(): number { return this.height; }

  readColours(): void {
    const style = getComputedStyle(this.canvas);
    const names = ["surface", "surface-2", "border", "border-strong", "grid", "text", "muted", "bad-fill", "warn-fill", "low", "bad-wash", "warn-wash",
      "low-fill", "chart-unknown", "accent", "curve-1", "curve-2", "curve-3"];
    this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  resize(width: number, height: number, ratio: number): void {
    [this.width, this.height, this.ratio] = [width, height, ratio];
    [this.canvas.width, this.canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  }

  paint(picture: Picture): void {
    const ctx = this.context;
    if (!ctx || this.width === 0) return;
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    ctx.fillStyle = this.colour("surface");
    ctx.fillRect(0, 0, this.width, this.height);
    const axis = picture.columns[0]?.left ?? this.width;
    this.paintAlarms(ctx, picture, axis);
    this.paintSilence(ctx, picture, axis);
    this.paintTicks(ctx, picture, axis);
    for (const column of picture.columns) this.paintColumn(ctx, picture, column);
    this.paintArrivals(ctx, picture, axis);
    this.paintCursor(ctx, picture);
  }

  private colour(name: string): string { return this.colours[name] ?? "#888"; }

  private row(time: number, span: Span): number { return rowOf(time, span, this.height); }

  private paintAlarms(ctx: CanvasRenderingContext2D, { alarms, span }: Picture, axis: number): void {
    for (const alarm of alarms) {
      const top = Math.max(0, this.row(alarm.span.from, span));
      const bottom = Math.min(this.height, this.row(alarm.span.to, span));
      if (bottom < 0 || top > this.height) continue;
      const [fill, wash] = alarm.priority === "high" ? ["bad-fill", "bad-wash"] : alarm.priority === "medium" ? ["warn-fill", "warn-wash"] : ["low", "surface-2"];
      const height = Math.max(2, bottom - top);
      ctx.fillStyle = this.colour(wash ?? "");
      ctx.fillRect(axis, top, this.width - axis, height);
      ctx.fillStyle = this.colour(fill ?? "");
      ctx.fillRect(axis - laneWidth, top, laneWidth, height);
    }
  }

  /** Hatched, so that silence cannot be taken for a value. */
  private paintSilence(ctx: CanvasRenderingContext2D, { strips, span }: Picture, axis: number): void {
    if (!strips) return;
    ctx.strokeStyle = this.colour("grid");
    ctx.lineWidth = 1;
    for (const gap of strips.gaps(span)) {
      const [top, bottom] = [Math.max(0, this.row(gap.from, span)), Math.min(this.height, this.row(gap.to, span))];
      if (bottom - top < 2) continue;
      ctx.save();
      ctx.beginPath();
      ctx.rect(axis, top, this.width - axis, bottom - top);
      ctx.clip();
      ctx.fillStyle = this.colour("surface-2");
      ctx.fillRect(axis, top, this.width - axis, bottom - top);
      ctx.beginPath();
      for (let x = axis - (bottom - top); x < this.width; x += 9) {
        ctx.moveTo(x, bottom);
        ctx.lineTo(x + bottom - top, top);
      }
      ctx.stroke();
      ctx.restore();
    }
  }

  private paintTicks(ctx: CanvasRenderingContext2D, { span, ticks }: Picture, axis: number): void {
    ctx.font = "11px system-ui, sans-serif";
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    ctx.lineWidth = 1;
    for (const { at, label } of ticks) {
      const y = Math.round(this.row(at, span)) + 0.5;
      ctx.strokeStyle = this.colour("grid");
      ctx.beginPath();
      ctx.moveTo(axis, y);
      ctx.lineTo(this.width, y);
      ctx.stroke();
      if (y < 6 || y > this.height - 6) continue;
      ctx.fillStyle = this.colour("muted");
      ctx.fillText(label, axis - laneWidth - 4, y);
    }
  }

  private paintColumn(ctx: CanvasRenderingContext2D, picture: Picture, { left, width, curves }: Column): void {
    ctx.strokeStyle = this.colour("grid");
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const share of [0.25, 0.5, 0.75]) {
      const x = Math.round(left + share * width) + 0.5;
      ctx.moveTo(x, 0);
      ctx.lineTo(x, this.height);
    }
    ctx.stroke();
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, 0, width, this.height);
    ctx.clip();
    for (const curve of curves) {
      if (picture.other) this.paintCurve(ctx, picture.other, picture.span, left, width, curve, true);
      if (picture.strips) this.paintCurve(ctx, picture.strips, picture.span, left, width, curve, false);
    }
    ctx.restore();
    ctx.strokeStyle = this.colour("border-strong");
    ctx.strokeRect(Math.round(left) + 0.5, -1, width, this.height + 2);
  }

  private paintCurve(ctx: CanvasRenderingContext2D, strips: Strips, span: Span, left: number, width: number, curve: Curve, isOther: boolean): void {
    const band = strips.band(curve.channel);
    if (!band) return;
    const { low, high } = curve.scale;
    const perValue = curve.factor * width / (high - low);
    const zero = left + (curve.offset - low) / (high - low) * width;
    const perMilli = this.height / (span.to - span.from);
    const [from, to] = strips.within(span);
    const half = strips.bucketMillis / 2;
    ctx.strokeStyle = ctx.fillStyle = this.colour(`curve-${curve.tone}`);
    ctx.lineWidth = isOther ? 1.2 : 1.5;
    ctx.setLineDash(isOther ? [5, 4] : []);
    for (let start = from; start < to;) {
      const end = this.paintRun(ctx, strips, band, start, to, (i) => ((strips.times[i] ?? 0) + half - span.from) * perMilli, (v) => zero + v * perValue, isOther);
      start = end;
    }
    ctx.setLineDash([]);
  }

  /** Draws up to the next gap; returns where to go on. */
  private paintRun(ctx: CanvasRenderingContext2D, strips: Strips, band: { mean: number[]; min: number[]; max: number[] }, from: number, to: number,
    y: (index: number) => number, x: (value: number) => number, isOther: boolean): number {
    const { mean, min, max } = band;
    while (from < to && Number.isNaN(mean[from])) from++;
    let [end, last, hasBand] = [from, from, false];
    for (; end < to; end++) {
      if (Number.isNaN(mean[end])) continue;
      if (end > from && (strips.times[end] ?? 0) - (strips.times[last] ?? 0) > strips.joined) break;
      hasBand ||= (max[end] ?? 0) > (min[end] ?? 0);
      last = end;
    }
    if (from >= to) return to;
    if (hasBand && !isOther) {
      ctx.globalAlpha = 0.22;
      ctx.beginPath();
      for (let i = from; i <= last; i++) if (!Number.isNaN(mean[i])) ctx.lineTo(x(max[i] ?? 0), y(i));
      for (let i = last; i >= from; i--) if (!Number.isNaN(mean[i])) ctx.lineTo(x(min[i] ?? 0), y(i));
      ctx.fill();
      ctx.globalAlpha = 1;
    }
    ctx.beginPath();
    for (let i = from; i <= last; i++) if (!Number.isNaN(mean[i])) ctx.lineTo(x(mean[i] ?? 0), y(i));
    ctx.stroke();
    if (!isOther && (from === last || (y(last) - y(from)) / (last - from) > 8)) for (let i = from; i <= last; i++) if (!Number.isNaN(mean[i])) dot(ctx, x(mean[i] ?? 0), y(i));
    return last + 1;
  }

  /** Late blocks are a solid mark beside the axis, corrected ones a hollow one. */
  private paintArrivals(ctx: CanvasRenderingContext2D, { arrivals, span }: Picture, axis: number): void {
    ctx.lineWidth = 1;
    for (const { span: at, late, corrected } of arrivals) {
      const top = this.row(at.from, span);
      const height = Math.max(2, this.row(at.to, span) - top);
      if (top + height < 0 || top > this.height) continue;
      ctx.fillStyle = ctx.strokeStyle = this.colour("accent");
      if (late > 0) ctx.fillRect(axis + 1, top, 3, height);
      if (corrected > 0) ctx.strokeRect(axis + 5.5, top + 0.5, 3, Math.max(2, height - 1));
    }
  }

  private paintCursor(ctx: CanvasRenderingContext2D, { cursor, span }: Picture): void {
    if (cursor === null) return;
    const y = Math.round(this.row(cursor, span)) + 0.5;
    if (y < 0 || y > this.height) return;
    ctx.strokeStyle = this.colour("text");
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(0, y);
    ctx.lineTo(this.width, y);
    ctx.stroke();
  }
}

function dot(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.fillRect(x - 1.5, y - 1.5, 3, 3);
}
