// Fetches what a strip log shows: values, arrivals and alarms of a span of time, or of depth. One fetch at a time; a newer wish ends the
// older.
import type { ChannelHistory, DepthHistory } from "../messages";
import type { AlarmBand, Arrival } from "./painter";
import type { Span } from "./scales";
import { Strips } from "./strips";

export interface Marks { alarms: AlarmBand[]; arrivals: Arrival[] }

/** When each bucket of depth was drilled last, and how often; and how long the bit was off bottom. */
export interface Drilled { times: number[]; runs: number[]; offBottomHours: number }
export interface Shown extends Marks { strips: Strips; other: Strips | null; drilled: Drilled | null }

interface ArrivalsAnswer { bucketSeconds: number; timesUnixMillis: number[]; late: number[]; corrected: number[] }
interface AlarmAnswer { title: string; priority: string; occurrence: string | null; returned: string | null }

export interface Wish { asset: string; channels: string[]; other: { asset: string; shift: number } | null; span: Span; points: number; now: number; lateAfter: string }

/** By depth: of a time; a span of null is all that was drilled in it. */
export interface DepthWish extends Omit<Wish, "span" | "other"> { other: string | null; time: Span; span: Span | null }

export class Source {
  private running: AbortController | null = null;
  isBusy = false;

  constructor(life: AbortSignal) {
    life.addEventListener("abort", () => this.running?.abort());
  }

  /** The same by depth; what it shows is the span of its values. */
  async fetchByDepth(wish: DepthWish): Promise<{ shown: Shown; marks: Promise<Marks | null> } | null> {
    return await this.only(async (signal) => {
      const own = await byDepth(wish.asset, wish, wish.span, signal);
      const span = spanOf(own);
      const other = wish.other === null ? null : stripsOf(await byDepth(wish.other, wish, span, signal), span);
      const drilled = { times: own.timesUnixMillis, runs: own.timesDrilled, offBottomHours: own.offBottomHours };
      const strips = stripsOf(own, span);
      return { shown: { strips, other, drilled, alarms: [], arrivals: [] }, marks: depthMarks(wish, strips, drilled, signal) };
    });
  }

  /** Values first; marks come when they come. Null when a newer wish, or the end of the page, made this one void. */
  async fetch(wish: Wish): Promise<{ shown: Shown; marks: Promise<Marks | null> } | null> {
    return await this.only(async (signal) => {
      const { asset, other } = wish;
      const [strips, compared] = await Promise.all([valuesOf(asset, wish, 0, signal), other ? valuesOf(other.asset, wish, other.shift, signal) : null]);
      return { shown: { strips, other: compared, drilled: null, alarms: [], arrivals: [] }, marks: marksOf(wish, signal) };
    });
  }

  private async only(ask: (signal: AbortSignal) => Promise<{ shown: Shown; marks: Promise<Marks> }>): Promise<{ shown: Shown; marks: Promise<Marks | null> } | null> {
    this.running?.abort();
    const run = this.running = new AbortController();
    this.isBusy = true;
    const voided = <T>(error: T): null => {
      if (run.signal.aborted) return null;
      throw error;
    };
    try {
      const { shown, marks } = await ask(run.signal);
      return { shown, marks: marks.catch(voided) };
    } catch (error) {
      return voided(error);
    } finally {
      if (this.running === run) this.isBusy = false;
    }
  }
}

async function marksOf(wish: Wish, signal: AbortSignal): Promise<Marks> {
  const { asset, span, points, lateAfter } = wish;
  const [arrivals, alarms] = await Promise.all([
    get<ArrivalsAnswer>(`/api/v1/assets/${encodeURIComponent(asset)}/arrivals?${range(span)}&points=${points}&lateAfter=${lateAfter}`, signal),
    get<AlarmAnswer[]>(`/api/v1/alarms/history?asset=${encodeURIComponent(asset)}&${range(span)}&limit=500`, signal),
  ]);
  return { arrivals: arrivalsOf(arrivals), alarms: alarms.map((a) => alarmOf(a, wish)) };
}

/** Alarms where the drill was while they stood; and what was drilled more than once, as corrected. */
async function depthMarks(wish: DepthWish, strips: Strips, { times, runs }: Drilled, signal: AbortSignal): Promise<Marks> {
  const { asset, time } = wish;
  const spans = strips.times.map((from) => ({ from, to: from + strips.bucketMillis }));
  const found = await get<AlarmAnswer[]>(`/api/v1/alarms/history?asset=${encodeURIComponent(asset)}&${range(time)}&limit=500`, signal);
  const alarms = found.map((a) => alarmOf(a, { span: time, now: wish.now })).flatMap(({ span, ...alarm }) =>
    spans.filter((_, i) => span.from <= (times[i] ?? NaN) && (times[i] ?? NaN) <= span.to).map((at) => ({ ...alarm, span: at })));
  return { alarms, arrivals: spans.map((span, i) => ({ span, late: 0, corrected: (runs[i] ?? 1) - 1 })).filter((a) => a.corrected > 0) };
}

async function byDepth(asset: string, { time, channels, points }: DepthWish, span: Span | null, signal: AbortSignal): Promise<DepthHistory> {
  const depths = span === null ? "" : `&top=${span.from / 1000}&bottom=${span.to / 1000}`;
  return await get<DepthHistory>(`/api/v1/assets/${encodeURIComponent(asset)}/channels/by-depth?${range(time)}${depths}&points=${points}&channels=${channels.join(",")}`, signal);
}

const spanOf = ({ topMetres, bottomMetres }: DepthHistory): Span => ({ from: topMetres * 1000, to: bottomMetres * 1000 });

function stripsOf({ asset, bucketMetres, depthsMetres, channels }: DepthHistory, span: Span): Strips {
  return Strips.of({ asset, bucketSeconds: bucketMetres, timesUnixMillis: depthsMetres.map((d) => d * 1000), channels }, span, false);
}

async function valuesOf(asset: string, { channels, span, points, now }: Wish, shift: number, signal: AbortSignal): Promise<Strips> {
  const query = `${range({ from: span.from - shift, to: span.to - shift })}&points=${points}&channels=${channels.join(",")}`;
  return Strips.of(await get<ChannelHistory>(`/api/v1/assets/${encodeURIComponent(asset)}/channels?${query}`, signal), span, span.to >= now, shift);
}

function arrivalsOf({ bucketSeconds, timesUnixMillis, late, corrected }: ArrivalsAnswer): Arrival[] {
  return timesUnixMillis.map((from, i) => ({ span: { from, to: from + bucketSeconds * 1000 }, late: late[i] ?? 0, corrected: corrected[i] ?? 0 }));
}

function alarmOf({ title, priority, occurrence, returned }: AlarmAnswer, { span, now }: Pick<Wish, "span" | "now">): AlarmBand {
  return { title, priority, span: { from: occurrence === null ? span.from : Date.parse(occurrence), to: returned === null ? now : Date.parse(returned) } };
}

const range = ({ from, to }: Span): string => `from=${Math.floor(from)}&to=${Math.ceil(to)}`;

async function get<T>(url: string, signal: AbortSignal): Promise<T> {
  const answer = await fetch(url, { headers: { accept: "application/json" }, signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return await answer.json() as T;
}
