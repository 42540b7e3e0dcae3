// One drill: fetches the history of all its charts, then follows the live feed; fetches again after a reconnect, when late data has
// changed the past, and when the feed has left blocks out. An element belongs to one drill and one time range: navigation always replaces
// it (data-permanent in Pages/Drill.razor).
import "uplot/dist/uPlot.min.css";
import { setAge } from "./ages";
import { assetEvent } from "./asset-event";
import { serverNow } from "./clock";
import { showLines } from "./condition-card";
import { setMark } from "./grade";
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import type { AssetMessage, ChannelHistory, FleetItem } from "./messages";
import { shownOf } from "./shown";
import { PastWatch } from "./steps";
import { setZone, StripChart } from "./strip-chart";
import { clockAhead, drillingState } from "./words";

const health = "health_index";
const refetchMillis = 3000;

export class DrillLive extends LiveElement {
  private charts: StripChart[] = [];
  private bucketSeconds = 1;
  private fetching = false;
  private fetchAgain = false;
  private waiting: AssetMessage[] = [];
  private drawRequested = false;
  private item: FleetItem | null = null;
  private past = new PastWatch();
  private run = AbortSignal.abort();

  private get asset(): string { return this.dataset["asset"] ?? ""; }
  private get isLive(): boolean { return this.dataset["live"] === "true"; }

  protected start(signal: AbortSignal): void {
    const zone = this.dataset["zone"] ?? "UTC";
    setZone(zone);
    this.charts = [...this.querySelectorAll<HTMLElement>('[data-testid="drill-chart"]')].map((e) => new StripChart(e, zone, signal));
    this.run = signal;
    void this.fetch();
    if (this.dataset["replay"]) return; // the past does not change
    hub.watchAsset(this.asset, (message) => this.onMessage(message), signal);
    hub.addEventListener("reconnected", () => void this.fetch(), { signal });
    this.every(1000, signal, () => {
      if (this.isLive) this.draw();
      if (this.item) this.showGrade(this.item);
    });
  }

  private window(): { fromSeconds: number; toSeconds: number } {
    if (!this.isLive) return { fromSeconds: Number(this.dataset["from"]) / 1000, toSeconds: Number(this.dataset["to"]) / 1000 };
    const now = serverNow() / 1000;
    return { fromSeconds: now - Number(this.dataset["seconds"]), toSeconds: now };
  }

  private async fetch(): Promise<void> {
    if (this.run.aborted) return;
    if (this.fetching) {
      this.fetchAgain = true;
      return;
    }
    this.fetching = true;
    this.classList.add("is-loading");
    const { fromSeconds, toSeconds } = this.window();
    const width = this.charts.length > 0 ? this.clientWidth : 0;
    const points = Math.min(600, Math.max(120, Math.round(width / 2)));
    const query = `from=${Math.floor(fromSeconds * 1000)}&to=${Math.ceil(toSeconds * 1000)}&points=${points}`;
    const path = `/api/v1/assets/${encodeURIComponent(this.asset)}`;
    try {
      const names = this.charts.map((c) => c.channel).filter((name) => name !== health);
      const [channels, past] = await Promise.all([
        names.length > 0 ? get(`${path}/channels?${query}&channels=${names.join(",")}`, this.run) : null,
        names.length < this.charts.length ? get(`${path}/health?${query}`, this.run) : null,
      ]);
      this.bucketSeconds = (channels ?? past)?.bucketSeconds ?? 1;
      for (const chart of this.charts) {
        const source = chart.channel === health ? past : channels;
        if (source) chart.load(source.timesUnixMillis, source.channels.find((c) => c.name === chart.channel));
      }
      this.dataset["history"] = "loaded";
    } catch {
      this.dataset["history"] = "failed";
      setTimeout(() => void this.fetch(), refetchMillis);
    } finally {
      this.fetching = false;
      this.classList.remove("is-loading");
      this.waiting.splice(0).forEach((m) => this.addBlock(m));
      this.draw();
      if (this.fetchAgain) {
        this.fetchAgain = false;
        setTimeout(() => void this.fetch(), refetchMillis);
      }
    }
  }

  private onMessage(message: AssetMessage): void {
    this.dispatchEvent(new CustomEvent<AssetMessage>(assetEvent, { detail: message }));
    this.showCondition(message);
    if (this.past.changesWith(message)) this.refetchSoon();
    if (!this.isLive) return;
    if (this.fetching) this.waiting.push(message);
    else this.addBlock(message);
    this.draw();
  }

  private refetchSoon(): void {
    if (this.fetchAgain) return;
    this.fetchAgain = true;
    setTimeout(() => {
      this.fetchAgain = false;
      void this.fetch();
    }, refetchMillis);
  }

  private addBlock(message: AssetMessage): void {
    const time = message.item.eventTimeUnixMillis;
    if (time === null) return;
    for (const chart of this.charts) {
      const index = message.item.healthIndex;
      const value = chart.channel === health ? (index === null ? undefined : ([index, index, index] as const)) : message.channels[chart.channel];
      if (value) chart.add(time, [value[0], value[1], value[2]], this.bucketSeconds);
    }
  }

  private draw(): void {
    if (this.drawRequested) return;
    this.drawRequested = true;
    requestAnimationFrame(() => {
      this.drawRequested = false;
      if (this.run.aborted) return;
      const window = this.window();
      this.charts.forEach((chart) => chart.show(window));
    });
  }

  private showCondition(message: AssetMessage): void {
    const { item } = message;
    this.item = item;
    this.showGrade(item);
    this.text("state", drillingState(item.drillingState));
    setAge(this.querySelector('.drill-head [data-field="age"] [data-age-of]'), item.seenUnixMillis);
    this.text("skew", clockAhead(item.newestStampUnixMillis, serverNow()));
    this.showAdvice(message);
    showLines(this.querySelector<HTMLElement>(".condition"), message.lines);
    this.querySelectorAll<HTMLElement>("tr[data-channel]").forEach((row) => this.showValue(row, message));
  }

  /** Again each second: a held grade ages, and silence changes what is said. */
  private showGrade(item: FleetItem): void {
    const shown = shownOf(item, serverNow(), Number(this.dataset["silentAfter"]));
    const head = this.querySelector<HTMLElement>(".drill-head");
    if (!head) return;
    head.dataset["grade"] = shown.mark;
    setMark(head.querySelector('[data-field="grade"]'), shown.mark, shown.isHeld);
    head.querySelector('[data-field="health-cell"]')?.classList.toggle("is-held", shown.isHeld);
    this.text("health", shown.health === null ? "–" : shown.health.toFixed(1));
    this.text("mode", shown.finding);
    this.text("last", shown.last);
  }

  private showAdvice({ reasons, note, advice, effect, rul }: AssetMessage): void {
    this.text("note", note);
    this.text("advice", advice ?? "");
    this.text("effect", effect ?? "");
    this.text("rul", rul ?? "");
    this.hide("advice-list", reasons.length === 0 && advice === null);
    this.hide("rul-fact", rul === null);
    const list = this.querySelector('[data-field="reasons"]');
    if (!list || [...list.children].map((c) => c.textContent).join("\n") === reasons.join("\n")) return;
    list.replaceChildren(...reasons.map((reason) => Object.assign(document.createElement("li"), { textContent: reason })));
  }

  private hide(field: string, isHidden: boolean): void {
    const element = this.querySelector<HTMLElement>(`.drill-head [data-field="${field}"]`);
    if (element) element.hidden = isHidden;
  }

  private showValue(row: HTMLElement, message: AssetMessage): void {
    const mean = message.channels[row.dataset["channel"] ?? ""]?.[0];
    if (mean === null || mean === undefined) return;
    const decimals = Number(row.dataset["decimals"] ?? 2);
    const value = mean * Number(row.dataset["scale"] ?? 1) + Number(row.dataset["offset"] ?? 0);
    const cell = row.querySelector('[data-field="channel-value"]');
    if (cell) cell.textContent = value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    setAge(row.querySelector("[data-age-of]"), message.item.seenUnixMillis);
  }

  private text(field: string, value: string): void {
    const element = this.querySelector(`.drill-head [data-field="${field}"]`);
    if (element && element.textContent !== value) element.textContent = value;
  }
}

async function get(url: string, signal: AbortSignal): Promise<ChannelHistory> {
  const answer = await fetch(url, { headers: { accept: "application/json" }, signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return await answer.json() as ChannelHistory;
}
