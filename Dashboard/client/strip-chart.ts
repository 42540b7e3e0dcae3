// One channel over time: the mean as a line inside a minimum–maximum band, so that no spike is hidden. Fed by drill-live.
import uPlot from "uplot";
import type { Series, Triple } from "./messages";

export interface ChartWindow { fromSeconds: number; toSeconds: number }

const syncKey = "drill";
const height = 104;

export class StripChart {
  readonly channel: string;
  private readonly scale: number;
  private readonly offset: number;
  private readonly decimals: number;
  private readonly readout: Element | null;
  private readonly plotHost: HTMLElement;
  private plot: uPlot | null = null;
  private times: number[] = [];
  private mean: (number | null)[] = [];
  private min: (number | null)[] = [];
  private max: (number | null)[] = [];
  private latest: number | null = null;
  private pointed = false;

  constructor(private readonly element: HTMLElement, private readonly zone: string, signal: AbortSignal) {
    this.channel = element.dataset["channel"] ?? "";
    this.scale = Number(element.dataset["scale"] ?? 1);
    this.offset = Number(element.dataset["offset"] ?? 0);
    this.decimals = Number(element.dataset["decimals"] ?? 2);
    this.readout = element.querySelector('[data-field="value"]');
    this.plotHost = element.querySelector<HTMLElement>(".plot") ?? element;
    const size = new ResizeObserver(() => this.resize());
    size.observe(this.plotHost);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.create(), { signal });
    signal.addEventListener("abort", () => {
      size.disconnect();
      this.plot?.destroy();
      this.plot = null;
    });
  }

  /** Replaces all points with history. */
  load(timesUnixMillis: number[], series: Series | undefined): void {
    this.times = [];
    this.mean = [];
    this.min = [];
    this.max = [];
    timesUnixMillis.forEach((time, i) => {
      const mean = series?.mean[i] ?? null;
      if (mean === null) return;
      this.times.push(time / 1000);
      this.mean.push(this.convert(mean));
      this.min.push(this.convert(series?.min[i] ?? mean));
      this.max.push(this.convert(series?.max[i] ?? mean));
    });
    this.changed();
  }

  /** Adds a live block to the last bucket, or as a new one. */
  add(timeUnixMillis: number, value: Triple, bucketSeconds: number): void {
    const [mean, min, max] = value;
    if (mean === null) return;
    const time = Math.floor(timeUnixMillis / 1000 / bucketSeconds) * bucketSeconds;
    const last = this.times.length - 1;
    const lastTime = this.times[last];
    const [low, high] = [this.convert(min ?? mean), this.convert(max ?? mean)];
    if (lastTime !== undefined && time < lastTime) return; // belongs to the history, which is fetched
    if (lastTime !== undefined && time - lastTime < bucketSeconds / 2) {
      this.mean[last] = this.convert(mean);
      this.min[last] = Math.min(this.min[last] ?? low, low);
      this.max[last] = Math.max(this.max[last] ?? high, high);
    } else {
      this.times.push(time);
      this.mean.push(this.convert(mean));
      this.min.push(low);
      this.max.push(high);
    }
    this.latest = this.convert(mean);
  }

  /** Drops points before the window and draws the rest. */
  show(window: ChartWindow): void {
    let drop = 0;
    while (drop < this.times.length && (this.times[drop] ?? 0) < window.fromSeconds) drop++;
    if (drop > 0) for (const column of [this.times, this.mean, this.min, this.max]) column.splice(0, drop);
    this.changed();
    if (!this.plot) this.create();
    this.plot?.batch(() => {
      this.plot?.setData(this.data(), false);
      this.plot?.setScale("x", { min: window.fromSeconds, max: window.toSeconds });
    });
    if (!this.pointed) this.read(this.latest);
  }

  private changed(): void {
    this.element.dataset["points"] = String(this.times.length);
    this.latest = this.mean[this.mean.length - 1] ?? null;
  }

  private convert(value: number): number {
    return value * this.scale + this.offset;
  }

  private read(value: number | null | undefined): void {
    if (!this.readout) return;
    const text = value === null || value === undefined ? "–" : value.toLocaleString("en", { minimumFractionDigits: this.decimals, maximumFractionDigits: this.decimals });
    if (this.readout.textContent !== text) this.readout.textContent = text;
  }

  private data(): uPlot.AlignedData {
    return withGaps(this.times, [this.max, this.min, this.mean]);
  }

  private resize(): void {
    const width = this.plotHost.clientWidth;
    if (this.plot && width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: this.chartHeight() });
  }

  private chartHeight(): number {
    return Number(this.element.dataset["height"] ?? height);
  }

  private create(): void {
    const width = this.plotHost.clientWidth;
    if (width === 0) return;
    this.plot?.destroy();
    this.plotHost.replaceChildren();
    this.plot = new uPlot(this.options(width), this.data(), this.plotHost);
    this.plotHost.setAttribute("aria-hidden", "true"); // the value above and the table below have it as text
  }

  private options(width: number): uPlot.Options {
    const style = getComputedStyle(this.element);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const axis = { stroke: colour("--muted"), font: "11px system-ui, sans-serif", grid: { stroke: colour("--grid"), width: 1 }, ticks: { show: false } };
    const { low, high } = this.element.dataset;
    const splits = this.element.dataset["splits"]?.split(" ").map(Number);
    const range: uPlot.Range.MinMax | undefined = low && high ? [Number(low), Number(high)] : undefined;
    return {
      width, height: this.chartHeight(), legend: { show: false }, padding: [6, 14, 0, 0],
      tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), this.zone),
      cursor: { sync: { key: syncKey }, points: { size: 5 }, drag: { x: false, y: false }, y: false },
      scales: { x: { time: true }, y: range ? { range } : { range: (_, a, b) => padded(...this.withLimit(a, b)) } },
      axes: [
        { ...axis, size: 22, space: 70, gap: 2, values: timeLabels },
        { ...axis, size: 46, space: 20, gap: 4, ...(splits ? { splits: () => splits } : {}) },
      ],
      series: [
        {},
        { stroke: "transparent", points: { show: false }, spanGaps: false },
        { stroke: "transparent", points: { show: false }, spanGaps: false },
        { stroke: colour("--line"), width: 1.4, points: { show: false }, spanGaps: false },
      ],
      bands: [{ series: [1, 2], fill: colour("--band") }],
      hooks: { setCursor: [(plot) => this.onCursor(plot)], draw: [(plot) => this.drawMarks(plot)] },
    };
  }

  /** The limit is in sight even when all values are far from it. */
  private withLimit(low: number | null, high: number | null): [number | null, number | null] {
    const limit = this.limit();
    return limit === null || low === null || high === null ? [low, high] : [Math.min(low, limit), Math.max(high, limit)];
  }

  private limit(): number | null {
    const limit = this.element.dataset["limit"];
    return limit ? this.convert(Number(limit)) : null;
  }

  /** Limit and onset of an alarm. */
  private drawMarks(plot: uPlot): void {
    const { onset } = this.element.dataset;
    const limit = this.limit();
    const { ctx, bbox } = plot;
    const style = getComputedStyle(this.element);
    const line = (colour: string, dash: number[], from: [number, number], to: [number, number]): void => {
      ctx.save();
      ctx.strokeStyle = style.getPropertyValue(colour).trim();
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
      ctx.beginPath();
      ctx.moveTo(...from);
      ctx.lineTo(...to);
      ctx.stroke();
      ctx.restore();
    };
    if (limit !== null) {
      const y = plot.valToPos(limit, "y", true);
      line("--bad", [6, 4], [bbox.left, y], [bbox.left + bbox.width, y]);
    }
    if (onset) {
      const x = plot.valToPos(Number(onset) / 1000, "x", true);
      line("--muted", [2, 3], [x, bbox.top], [x, bbox.top + bbox.height]);
    }
  }

  private onCursor(plot: uPlot): void {
    const index = plot.cursor.idx;
    this.pointed = index !== null && index !== undefined && (plot.cursor.left ?? -1) >= 0;
    this.element.classList.toggle("is-pointed", this.pointed);
    this.read(this.pointed ? (plot.data[3]?.[index!] as number | null | undefined) : this.latest);
  }
}

const timeLabels: uPlot.Axis.DynamicValues = (plot, splits) => splits.map((seconds, i) => {
  const date = plot.series[0] && (plot as unknown as { tzDate?: unknown }) ? zoned(plot, seconds) : new Date(seconds * 1000);
  const step = (splits[1] ?? 0) - (splits[0] ?? 0);
  const two = (n: number): string => String(n).padStart(2, "0");
  const clock = step < 60 ? `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}` : `${two(date.getHours())}:${two(date.getMinutes())}`;
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0;
  return step >= 86_400 || (isMidnight && step >= 60) || (i === 0 && step >= 43_200) ? `${date.getDate()} ${date.toLocaleString("en", { month: "short" })}` : clock;
});

let zoneOfPage = "UTC";

export function setZone(zone: string): void {
  zoneOfPage = zone;
}

function zoned(_: uPlot, seconds: number): Date {
  return uPlot.tzDate(new Date(seconds * 1000), zoneOfPage);
}

/** Pads the range, so that a flat line is drawn in the middle. */
function padded(low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  const spread = high - low;
  const pad = spread > 0 ? spread * 0.08 : Math.max(Math.abs(high) * 0.05, 0.5);
  return [low - pad, high + pad];
}

/** Inserts an empty point where neighbours are much further apart than usual, so that silence is drawn as a gap. */
function withGaps(times: number[], columns: (number | null)[][]): uPlot.AlignedData {
  const steps = times.slice(1).map((t, i) => t - (times[i] ?? t)).sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)] ?? 1;
  const x: number[] = [];
  const y: (number | null)[][] = columns.map(() => []);
  times.forEach((time, i) => {
    const before = times[i - 1];
    if (before !== undefined && time - before > 5 * usual) {
      x.push(before + usual);
      y.forEach((column) => column.push(null));
    }
    x.push(time);
    y.forEach((column, c) => column.push(columns[c]?.[i] ?? null));
  });
  return [x, ...y] as uPlot.AlignedData;
}
