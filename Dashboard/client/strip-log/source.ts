// Fetches what a strip log shows: values, arrivals and alarms of a span. One fetch at a time; a newer wish ends the older.
import type { ChannelHistory } from "../messages";
import type { AlarmBand, Arrival } from "./painter";
import type { Span } from "./scales";
import { Strips } from "./strips";

export interface Marks { alarms: AlarmBand[]; arrivals: Arrival[] }
export interface Shown extends Marks { strips: Strips; other: Strips | null }

interface ArrivalsAnswer { bucketSeconds: number; timesUnixMillis: number[]; late: number[]; corrected: number[] }
interface AlarmAnswer { title: string; priority: string; occurrence: string | null; returned: string | null }

export interface Wish { asset: string; channels: string[]; other: { asset: string; shift: number } | null; span: Span; points: number; now: number; lateAfter: string }

export class Source {
  private running: AbortController | null = null;
  isBusy = false;

  constructor(life: AbortSignal) {
    life.addEventListener("abort", () => this.running?.abort());
  }

  /** Values first; marks come when they come. Null when a newer wish, or the end of the page, made this one void. */
  async fetch(wish: Wish): Promise<{ shown: Shown; marks: Promise<Marks | null> } | null> {
    this.running?.abort();
    const run = this.running = new AbortController();
    this.isBusy = true;
    const voided = <T>(error: T): null => {
      if (run.signal.aborted) return null;
      throw error;
    };
    try {
      const { asset, other } = wish;
      const [strips, compared] = await Promise.all([valuesOf(asset, wish, 0, run.signal), other ? valuesOf(other.asset, wish, other.shift, run.signal) : null]);
      return { shown: { strips, other: compared, alarms: [], arrivals: [] }, marks: marksOf(wish, run.signal).catch(voided) };
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

async function valuesOf(asset: string, { channels, span, points, now }: Wish, shift: number, signal: AbortSignal): Promise<Strips> {
  const query = `${range({ from: span.from - shift, to: span.to - shift })}&points=${points}&channels=${channels.join(",")}`;
  return Strips.of(await get<ChannelHistory>(`/api/v1/assets/${encodeURIComponent(asset)}/channels?${query}`, signal), span, span.to >= now, shift);
}

function arrivalsOf({ bucketSeconds, timesUnixMillis, late, corrected }: ArrivalsAnswer): Arrival[] {
  return timesUnixMillis.map((from, i) => ({ span: { from, to: from + bucketSeconds * 1000 }, late: late[i] ?? 0, corrected: corrected[i] ?? 0 }));
}

function alarmOf({ title, priority, occurrence, returned }: AlarmAnswer, { span, now }: Wish): AlarmBand {
  return { title, priority, span: { from: occurrence === null ? span.from : Date.parse(occurrence), to: returned === null ? now : Date.parse(returned) } };
}

const range = ({ from, to }: Span): string => `from=${Math.floor(from)}&to=${Math.ceil(to)}`;

async function get<T>(url: string, signal: AbortSignal): Promise<T> {
  const answer = await fetch(url, { headers: { accept: "application/json" }, signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return await answer.json() as T;
}
