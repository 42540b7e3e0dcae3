// The strip log of a drill: time or depth downwards, tracks side by side, one cursor through all. The server has drawn a first picture
// (Controls/StripLog.razor); this draws the same on a canvas, follows the live feed, zooms down to single readings and keeps the span in the
// address. By depth, following means to show all that was drilled in the time of the page.
import { serverNow } from "../clock";
import { assetEvent } from "../asset-event";
import { hub } from "../hub";
import { LiveElement } from "../live-element";
import type { AssetMessage } from "../messages";
import { PastWatch } from "../steps";
import { type Axis, DepthAxis, TimeAxis } from "./axis";
import { handleGestures } from "./gestures";
import { Heads } from "./heads";
import { Painter, type Picture } from "./painter";
import { contains, lengthOf, shifted, type Span, timeAt, widened, zoomed } from "./scales";
import { type Drilled, type Shown, Source } from "./source";

const axisWidth = 62;
const tickSpacing = 56;
const settleMillis = 120;
const retryMillis = 3000;
const marginShare = 0.75;
const maxPoints = 2000;
const dayMillis = 86_400_000;
const deeperMillis = 30_000;

export class StripLog extends LiveElement {
  private span: Span = { from: 0, to: 1 };
  private isFollowing = false;
  private axis: Axis = new TimeAxis("UTC");
  private shown: Shown | null = null;
  private cursor: number | null = null;
  private waiting: AssetMessage[] = [];
  private past = new PastWatch();
  private timer = 0;
  private refetch = 0;
  private frame = 0;
  private heads!: Heads;
  private painter!: Painter;
  private source!: Source;
  private canvas!: HTMLCanvasElement;
  private run = AbortSignal.abort();

  protected start(signal: AbortSignal): void {
    const canvas = this.querySelector("canvas");
    if (!canvas) return;
    [this.canvas, this.run, this.shown, this.cursor, this.past] = [canvas, signal, null, null, new PastWatch()];
    this.heads = new Heads(this);
    this.painter = new Painter(canvas);
    this.source = new Source(signal);
    this.axis = this.isByDepth ? new DepthAxis(Number(this.dataset["depthScale"] ?? 1), this.dataset["depthUnit"] ?? "m") : new TimeAxis(this.dataset["zone"] ?? "UTC");
    this.isFollowing = this.isByDepth ? this.dataset["whole"] === "true" : this.isLive;
    this.span = this.isByDepth ? { from: Number(this.dataset["top"]), to: Number(this.dataset["bottom"]) } : this.isFollowing ? this.newest(Number(this.dataset["seconds"]) * 1000) : this.time;
    this.listen(signal);
    handleGestures(canvas, {
      pan: (rows) => this.pan(-rows / this.painter.rows * lengthOf(this.span)),
      zoom: (factor, row) => this.zoom(factor, timeAt(row, this.span, this.painter.rows)),
      point: (row) => this.point(row === null ? null : timeAt(row, this.span, this.painter.rows)),
      key: (name) => this.key(name),
    }, signal);
    this.resize();
    void this.fetch();
  }

  private listen(signal: AbortSignal): void {
    const size = new ResizeObserver(() => this.resize());
    size.observe(this.canvas);
    signal.addEventListener("abort", () => {
      size.disconnect();
      clearTimeout(this.timer);
      clearTimeout(this.refetch);
      this.refetch = 0;
      cancelAnimationFrame(this.frame);
      this.frame = 0;
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.painter.readColours();
      this.draw();
    }, { signal });
    for (const button of this.querySelectorAll<HTMLElement>("[data-log]")) button.addEventListener("click", () => this.key(button.dataset["log"] ?? ""), { signal });
    if (this.closest("[data-replay]")) return;
    if (this.isByDepth) {
      if (this.isLive) this.every(deeperMillis, signal, () => { if (this.isFollowing) void this.fetch(); });
      return;
    }
    this.closest("drill-live")?.addEventListener(assetEvent, (event) => this.onMessage((event as CustomEvent<AssetMessage>).detail), { signal });
    hub.addEventListener("reconnected", () => void this.fetch(), { signal });
    this.every(1000, signal, () => {
      if (!this.isFollowing) return;
      this.span = this.newest(lengthOf(this.span));
      this.rescale();
    });
  }

  private get asset(): string { return this.dataset["asset"] ?? ""; }

  private get isByDepth(): boolean { return this.dataset["axis"] === "depth"; }

  private get isLive(): boolean { return this.dataset["live"] === "true"; }

  /** The time of the page. */
  private get time(): Span {
    if (!this.isLive) return { from: Number(this.dataset["from"]), to: Number(this.dataset["to"]) };
    const now = serverNow();
    return { from: now - Number(this.dataset["seconds"]) * 1000, to: now };
  }

  /** What cannot be seen yet lies after this; by depth, the deepest that was drilled. */
  private get latest(): number {
    if (this.isByDepth) return Math.max(Number(this.dataset["bottom"]), this.span.to);
    return this.isLive ? serverNow() : Number(this.dataset["latest"] ?? this.dataset["to"]);
  }

  private newest(millis: number): Span {
    const now = this.latest;
    return { from: now - millis, to: now };
  }

  private pan(millis: number): void {
    this.look(shifted(this.span, millis, this.latest), millis > 0 && this.isFollowing && !this.isByDepth);
  }

  private zoom(factor: number, round: number): void {
    const follows = this.isFollowing && !this.isByDepth;
    const span = zoomed(this.span, follows ? this.span.to : round, factor, this.axis.shortest, this.axis.longest);
    this.look(span.to > this.latest ? { from: this.latest - lengthOf(span), to: this.latest } : span, follows);
  }

  private look(span: Span, follows: boolean): void {
    [this.span, this.isFollowing] = [span, follows];
    this.draw();
    this.settle();
  }

  private point(time: number | null): void {
    this.cursor = time;
    this.draw();
  }

  private key(name: string): void {
    const { rows } = this.painter;
    const length = lengthOf(this.span);
    const centre = this.cursor ?? (this.span.from + this.span.to) / 2;
    const step = Math.max(this.shown?.strips.bucketMillis ?? 0, length / Math.max(1, rows));
    switch (name) {
      case "ArrowUp": case "ArrowDown": {
        const time = (this.cursor ?? this.span.to) + (name === "ArrowUp" ? -step : step);
        this.cursor = Math.min(time, this.latest);
        if (this.cursor < this.span.from) this.pan(-length / 4);
        else if (this.cursor > this.span.to) this.pan(length / 4);
        this.draw();
        break;
      }
      case "PageUp": this.pan(-length); break;
      case "PageDown": this.pan(length); break;
      case "Home": this.pan(-length / 4); break;
      case "+": case "=": case "in": this.zoom(0.5, centre); break;
      case "-": case "out": this.zoom(2, centre); break;
      case "ArrowLeft": case "before": this.turn(-1); break;
      case "ArrowRight": case "after": this.turn(1); break;
      case "End": case "now":
        if (this.isByDepth) {
          this.isFollowing = true;
          this.writeAddress();
          void this.fetch();
        } else this.look(this.newest(length), this.isLive);
        break;
      case "Escape": this.point(null); break;
    }
  }

  private turn(by: number): void {
    this.fit(by);
    this.draw();
  }

  private resize(): void {
    const width = this.canvas.clientWidth;
    if (width === 0) return;
    this.painter.resize(width, this.canvas.clientHeight, devicePixelRatio);
    if (this.shown) this.fit();
    this.draw();
  }

  private fit(turn = 0): void {
    this.heads.fit(this.canvas.clientWidth - axisWidth, turn);
    this.classList.toggle("has-more", this.heads.hasMore);
  }

  /** After a while of rest: finer values where they are missing, and the address. */
  private settle(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.writeAddress();
      this.rescale();
      if (!this.isCovered()) void this.fetch();
    }, settleMillis);
  }

  private isCovered(): boolean {
    if (!this.shown) return false;
    if (this.isByDepth && this.isFollowing) return true;
    const { strips } = this.shown;
    const wanted = Math.max(1, lengthOf(this.span) / this.points(this.span));
    const end = Math.min(this.span.to, strips.isOpen ? strips.span.to : this.latest);
    return contains(strips.span, { from: this.span.from, to: end }) && strips.bucketMillis <= 2.6 * wanted && strips.bucketMillis >= wanted / 40;
  }

  private points(span: Span): number {
    return Math.min(maxPoints, Math.max(100, Math.round(2 * this.painter.rows * lengthOf(span) / lengthOf(this.span))));
  }

  private async fetch(): Promise<void> {
    if (this.run.aborted) return;
    this.dataset["log"] = "loading";
    try {
      const found = await this.ask();
      if (!found || this.run.aborted) return;
      const { shown } = found;
      if (this.isByDepth && this.isFollowing) {
        this.span = shown.strips.span;
        this.dataset["bottom"] = String(this.span.to);
      }
      // Until the new marks come, those of before are right where they are.
      this.shown = { ...shown, alarms: this.shown?.alarms ?? [], arrivals: this.shown?.arrivals ?? [] };
      this.waiting.splice(0).forEach((m) => this.addBlock(m));
      this.fit();
      this.rescale();
      if (!this.classList.contains("is-drawn")) performance.mark("strip-log-drawn");
      this.classList.add("is-drawn");
      this.dataset["points"] = String(shown.strips.times.length);
      this.dataset["bucket"] = String(shown.strips.bucketMillis);
      this.say("detail", !shown.drilled && shown.strips.isRaw ? "single readings" : `band: minimum to maximum, line: mean of ${this.axis.width(shown.strips.bucketMillis)}`);
      this.draw();
      const marks = await found.marks;
      if (!marks || this.run.aborted) return;
      Object.assign(this.shown, marks);
      this.dataset["log"] = "loaded";
      this.draw();
      if (!this.isCovered()) this.settle();
    } catch {
      this.dataset["log"] = "failed";
      this.timer = window.setTimeout(() => void this.fetch(), retryMillis);
    }
  }

  private ask(): ReturnType<Source["fetch"]> {
    // At first what is in sight; then with a margin, so that a drag needs no fetch.
    const wide = this.shown ? widened(this.span, marginShare) : this.span;
    const span = { from: Math.max(wide.from, this.isByDepth ? 0 : wide.from), to: Math.min(wide.to, this.latest) };
    const common = { asset: this.asset, channels: this.heads.channels, lateAfter: this.dataset["lateAfter"] ?? "60" };
    if (!this.isByDepth) return this.source.fetch({ ...common, other: this.compared, span, points: this.points(span), now: this.latest });
    const { time } = this;
    const [depths, points] = this.isFollowing ? [null, this.points(this.span)] : [span, this.points(span)];
    return this.source.fetchByDepth({ ...common, other: this.compared?.asset ?? null, time, span: depths, points, now: time.to });
  }

  private rescale(): void {
    if (!this.shown) return;
    this.heads.rescale(this.span, this.shown.strips, this.shown.other);
    this.draw();
  }

  private get compared(): { asset: string; shift: number } | null {
    const other = this.dataset["with"];
    return !other || (this.isByDepth && other === "yesterday") ? null : other === "yesterday" ? { asset: this.asset, shift: dayMillis } : { asset: other, shift: 0 };
  }

  private onMessage(message: AssetMessage): void {
    if (this.past.changesWith(message)) this.refetchSoon();
    if (this.source.isBusy) this.waiting = [...this.waiting.slice(-100), message];
    else this.addBlock(message);
    if (this.isFollowing) this.draw();
  }

  // While one is due, later wishes are met by it: what comes without end must not put it off without end.
  private refetchSoon(): void {
    if (this.refetch !== 0) return;
    this.refetch = window.setTimeout(() => {
      this.refetch = 0;
      void this.fetch();
    }, retryMillis);
  }

  private addBlock(message: AssetMessage): void {
    const time = message.item.eventTimeUnixMillis;
    if (time === null || !this.shown?.strips.isOpen) return;
    if (this.shown.strips.add(time, message.channels)) this.dataset["points"] = String(this.shown.strips.times.length);
    else if (this.shown.strips.times.length > 2 * maxPoints) this.refetchSoon();
  }

  private draw(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.run.aborted || !this.shown) return;
      const picture = this.picture();
      this.painter.paint(picture);
      this.read(picture);
    });
  }

  private picture(): Picture {
    const { span, shown, cursor } = this;
    return {
      span, cursor, ticks: this.axis.ticks(span, this.painter.rows, tickSpacing), strips: shown?.strips ?? null, other: shown?.other ?? null,
      columns: this.heads.columns(axisWidth, this.canvas.clientWidth - axisWidth), alarms: shown?.alarms ?? [], arrivals: shown?.arrivals ?? [],
    };
  }

  private read({ span, cursor, alarms, arrivals, strips, other }: Picture): void {
    const count = strips?.times.length ?? 0;
    const time = cursor ?? (strips && count > 0 ? Math.min(span.to, strips.middle(count - 1)) : span.to);
    this.heads.read(strips, strips?.at(time) ?? null, other, other?.at(time) ?? null);
    const words = [this.axis.words(time, span)];
    const index = strips?.at(time) ?? null;
    if (strips && index === null) words.push("no data");
    const drilled = this.shown?.drilled;
    if (drilled && index !== null) words.push(...this.drilledWords(drilled, index));
    const arrival = drilled ? null : arrivals.find((a) => a.span.from <= time && time < a.span.to);
    if (arrival?.late) words.push("arrived late");
    if (arrival?.corrected) words.push("corrected");
    words.push(...new Set(alarms.filter((a) => a.span.from <= time && time < a.span.to).map((a) => a.title)));
    this.say("time", words.join(" · "));
    this.say("span", `${this.axis.words(span.from, span)} – ${this.isFollowing && !this.isByDepth ? "now" : this.axis.words(span.to, span)}`);
  }

  private drilledWords({ times, runs }: Drilled, index: number): string[] {
    const at = times[index] ?? NaN;
    const day = { from: at, to: at + dayMillis };
    const words = [`drilled ${new TimeAxis(this.dataset["zone"] ?? "UTC").words(at, day)}`];
    if ((runs[index] ?? 1) > 1) words.push(`${runs[index] ?? 1} times, the last is shown`);
    return words;
  }

  private say(field: string, text: string): void {
    const element = this.querySelector(`.log-bar [data-field="${field}"]`);
    if (element && element.textContent !== text) element.textContent = text;
  }

  private writeAddress(): void {
    const url = new URL(location.href);
    if (this.isByDepth) {
      for (const [name, at] of [["top", this.span.from], ["bottom", this.span.to]] as const) {
        if (this.isFollowing) url.searchParams.delete(name);
        else url.searchParams.set(name, (at / 1000).toFixed(2));
      }
    } else if (this.isFollowing) {
      url.searchParams.delete("from");
      url.searchParams.delete("to");
    } else {
      url.searchParams.delete("range");
      url.searchParams.set("from", String(Math.floor(this.span.from)));
      url.searchParams.set("to", String(Math.ceil(this.span.to)));
    }
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }
}
