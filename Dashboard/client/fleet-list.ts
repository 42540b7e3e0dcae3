// Keeps the server-rendered list current: values immediately, order only while the pointer and focus are elsewhere. Of a long list only the
// rows in sight exist, and the server sends only those: 10,000 drills scroll as 40 do.
import { setAge } from "./ages";
import { showCounts } from "./alarm-counts";
import { refresh } from "./blazor";
import { serverNow } from "./clock";
import { setMark } from "./grade";
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import type { AlarmCount, FleetItem, FleetListMessage } from "./messages";
import { RowWindow } from "./row-window";
import { shownOf, states } from "./shown";
import { clockAhead, drillingState, sensorFaults } from "./words";

const reorderMillis = 5000;
const overscan = 20;
/** The server sends at most as many rows, and renders as many. */
const maxRows = 100;
const itemsKept = 2000;

export class FleetList extends LiveElement {
  private rows = new Map<string, HTMLTableRowElement>();
  private items = new Map<string, FleetItem>();
  private alarms: Record<string, AlarmCount> = {};
  /** Drills by place in the list, as the server ranked them last. */
  private ranked: (string | undefined)[] = [];
  private length = 0;
  private window: RowWindow | null = null;
  private watch = new AbortController();
  private watched: [number, number] = [0, 0];
  private statesVersion = "";
  private needsReorder = false;
  private drawRequested = false;
  private run = AbortSignal.abort();

  protected start(signal: AbortSignal): void {
    this.run = signal;
    const body = this.querySelector("tbody");
    const rows = [...this.querySelectorAll<HTMLTableRowElement>("tbody > .fleet-row")];
    this.rows = new Map(rows.map((row) => [row.dataset["asset"] ?? "", row]));
    this.items.clear();
    this.alarms = {};
    this.length = Number(this.dataset["length"] ?? 0);
    this.ranked = [];
    const first = Number(this.dataset["first"] ?? 0);
    [...this.rows.keys()].forEach((asset, i) => { this.ranked[first + i] = asset; });
    const isLong = !this.dataset["replay"] && this.querySelector(".fleet.is-long") !== null;
    this.window = body && isLong ? new RowWindow(body, () => this.clone(), overscan, maxRows, signal) : null;
    if (this.window) for (const name of ["scroll", "resize"]) addEventListener(name, () => this.draw(), { signal, passive: true });
    signal.addEventListener("abort", () => this.watch.abort());
    this.watched = [-1, -1];
    if (this.dataset["replay"]) return; // the past does not change
    this.follow();
    this.draw();
    hub.watchAlarmAssets(({ assets, regions }) => this.showAlarms(assets, regions), signal);
    this.every(reorderMillis, signal, () => {
      this.age();
      this.reorder();
    });
  }

  /** Asks for the rows in sight. */
  private follow(): void {
    const [first, last] = this.window?.range(this.length) ?? [0, maxRows];
    const [known, until] = this.watched;
    // Asked again only when the edge is near, so that scrolling does not ask at each step.
    if (known >= 0 && first >= known && last <= until) return;
    const from = this.window ? Math.max(0, Math.min(first - overscan, Math.max(0, this.length - maxRows))) : 0;
    this.watched = [from, from + maxRows];
    this.watch.abort();
    this.watch = new AbortController();
    hub.watchList(
      { region: this.dataset["region"] || null, state: this.dataset["grade"] || null, first: from, count: maxRows },
      (message) => this.take(message), this.watch.signal);
  }

  private take(message: FleetListMessage): void {
    for (const item of message.items) this.items.set(item.asset, item);
    if (!this.window && message.length > maxRows && this.length <= maxRows) refresh(); // it has become a long list
    if (this.length !== message.length) this.needsReorder = true;
    this.length = message.length;
    message.assets.forEach((asset, i) => {
      if (this.ranked[message.first + i] === asset) return;
      this.ranked[message.first + i] = asset;
      this.needsReorder = true;
    });
    this.ranked.length = this.length;
    for (const item of message.items) this.show(item.asset);
    // Rows that never were on the page, or are there no longer, cannot wait until the pointer leaves.
    if (message.assets.some((asset) => !this.rows.has(asset))) this.draw();
    this.count(message);
    this.forget(message);
    if (this.statesVersion !== message.statesVersion) {
      this.statesVersion = message.statesVersion;
      this.dispatchEvent(new CustomEvent("fleet-changed"));
    }
  }

  private forget(message: FleetListMessage): void {
    if (this.items.size <= itemsKept) return;
    const kept = new Set(message.assets);
    for (const asset of this.items.keys()) if (!kept.has(asset) && !this.rows.has(asset)) this.items.delete(asset);
  }

  private showAlarms(assets: Record<string, AlarmCount>, regions: Record<string, AlarmCount>): void {
    Object.assign(this.alarms, assets);
    for (const asset of Object.keys(assets)) this.showAlarmsOf(asset);
    this.querySelectorAll<HTMLElement>("[data-alarm-region]").forEach((place) => {
      const count = regions[place.dataset["alarmRegion"] ?? ""];
      if (count) showCounts(place, count);
    });
  }

  private showAlarmsOf(asset: string): void {
    const place = this.rows.get(asset)?.querySelector('[data-field="alarms"]');
    const count = this.alarms[asset];
    if (place && count) showCounts(place, count);
  }

  /** What changes by time alone: the age of a held grade, and that a drill fell silent. */
  private age(): void {
    for (const asset of this.rows.keys()) this.show(asset);
  }

  /** Draws before the next frame. */
  private draw(): void {
    if (this.drawRequested) return;
    this.drawRequested = true;
    requestAnimationFrame(() => {
      this.drawRequested = false;
      if (!this.run.aborted) this.drawNow();
    });
  }

  private drawNow(): void {
    const body = this.querySelector("tbody");
    if (!body) return;
    this.follow();
    const [first, last] = this.window?.range(this.length) ?? [0, this.length];
    const order = this.isInUse(body) ? this.shownOrder(first, last) : this.ranked.slice(first, last);
    this.place(body, order, first);
    this.window?.space(first, last, this.length);
  }

  /** Under a pointer every row that is there stays where it is. */
  private shownOrder(first: number, last: number): (string | undefined)[] {
    const order = this.ranked.slice(first, last);
    const placed = new Map([...this.rows].map(([asset, row]) => [Number(row.getAttribute("aria-rowindex")) - 2, asset]));
    const kept = new Set(placed.values());
    const free = order.filter((asset) => asset !== undefined && !kept.has(asset));
    return order.map((_, i) => placed.get(first + i) ?? free.shift());
  }

  private place(body: HTMLElement, order: (string | undefined)[], first: number): void {
    const wanted = new Set(order);
    const free: HTMLTableRowElement[] = [];
    for (const [asset, row] of this.rows) {
      if (wanted.has(asset)) continue;
      this.rows.delete(asset);
      if (row.contains(document.activeElement)) row.remove();
      else free.push(row);
    }
    let before: Element | null = this.window?.above ?? null;
    order.forEach((asset, i) => {
      if (asset === undefined) return; // not sent yet
      let row = this.rows.get(asset);
      if (!row) {
        row = free.pop() ?? this.clone();
        this.rows.set(asset, row);
        this.show(asset, true);
        this.showAlarmsOf(asset);
      }
      row.setAttribute("aria-rowindex", String(first + i + 2));
      const next: Element | null = before ? before.nextElementSibling : body.firstElementChild;
      if (next !== row) body.insertBefore(row, next);
      before = row;
    });
    for (const row of free) row.remove();
  }

  private clone(): HTMLTableRowElement {
    const template = this.querySelector<HTMLTemplateElement>("template[data-row]");
    return document.importNode(template!.content, true).querySelector("tr")!;
  }

  private show(asset: string, isNew = false): void {
    const [row, item] = [this.rows.get(asset), this.items.get(asset)];
    if (!row || !item) return;
    if (isNew || row.dataset["asset"] !== asset) identify(row, item);
    const shown = shownOf(item, serverNow(), Number(this.dataset["silentAfter"]));
    Object.assign(row.dataset, { state: shown.state, grade: shown.mark });
    setMark(row.querySelector('[data-field="grade"]'), shown.mark, shown.isHeld);
    row.querySelector('[data-field="health-cell"]')?.classList.toggle("is-held", shown.isHeld);
    text(row, "health", shown.health === null ? "–" : shown.health.toFixed(0));
    const bar = row.querySelector('[data-field="health-bar"]');
    bar?.setAttribute("width", (shown.health ?? 0).toFixed(1));
    bar?.setAttribute("class", `fill grade-${shown.mark}`);
    text(row, "mode", shown.finding);
    text(row, "last", shown.last);
    text(row, "summary", shown.last === "" ? item.summary ?? "" : "");
    text(row, "state", drillingState(item.drillingState));
    text(row, "sensor-text", sensorFaults(item.sensorFaults));
    row.querySelector<HTMLElement>('[data-field="sensors"]')!.hidden = item.sensorFaults.length === 0;
    setAge(row.querySelector("[data-age-of]"), item.seenUnixMillis);
    text(row, "skew", clockAhead(item.newestStampUnixMillis, serverNow()));
  }

  private count(message: FleetListMessage): void {
    states.forEach((state, i) => {
      const tile = this.querySelector<HTMLElement>(`[data-count="${state}"]`);
      const [number, count] = [tile?.querySelector(".tile-count"), message.counts[i] ?? 0];
      const words = count.toLocaleString("en");
      if (number && number.textContent !== words) number.textContent = words;
      tile?.classList.toggle(`tile-${state}`, count > 0);
    });
    // The table that the chart is drawn from.
    for (const { place, counts } of message.places) {
      const row = this.querySelector<HTMLTableRowElement>(`tr[data-category="${CSS.escape(place)}"]`);
      counts.forEach((count, i) => {
        const cell = row?.cells[i + 1];
        if (cell && cell.textContent !== String(count)) cell.textContent = String(count);
      });
    }
  }

  private reorder(): void {
    const body = this.querySelector("tbody");
    if (!this.needsReorder || !body || this.isInUse(body)) return;
    this.needsReorder = false;
    this.drawNow();
  }

  private isInUse(body: Element): boolean {
    return body.matches(":hover") || body.contains(document.activeElement);
  }
}

/** What does not change of a drill. */
function identify(row: HTMLTableRowElement, item: FleetItem): void {
  row.dataset["asset"] = item.asset;
  const link = row.querySelector<HTMLAnchorElement>(".c-asset a");
  if (link) [link.href, link.textContent] = [`/drills/${encodeURIComponent(item.asset)}`, item.asset];
  const place = row.querySelector(".c-asset .sub");
  if (place) place.textContent = `${item.rig} · ${item.site} · ${item.region}`;
  row.querySelectorAll<HTMLElement>("[data-alarms]").forEach((number) => { number.hidden = true; });
}

function text(row: HTMLElement, field: string, value: string): void {
  const element = row.querySelector(`[data-field="${field}"]`);
  if (element && element.textContent !== value) element.textContent = value;
}
