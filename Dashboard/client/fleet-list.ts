// Keeps the server-rendered list current: values immediately, order only while the pointer and focus are elsewhere.
import { setAge } from "./ages";
import { showCounts } from "./alarm-counts";
import { refresh } from "./blazor";
import { serverNow } from "./clock";
import { setMark } from "./grade";
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import type { AlarmCount, FleetItem } from "./messages";
import { rank, riskHealth, shownOf, states } from "./shown";
import { clockAhead, drillingState, sensorFaults } from "./words";

const reorderMillis = 5000;

export class FleetList extends LiveElement {
  private rows = new Map<string, HTMLElement>();
  private items = new Map<string, FleetItem>();
  private needsReorder = false;
  private reloadRequested = false;

  protected start(signal: AbortSignal): void {
    this.rows = new Map([...this.querySelectorAll<HTMLElement>(".fleet-row")].map((row) => [row.dataset["asset"] ?? "", row]));
    this.items.clear();
    this.needsReorder = false;
    this.reloadRequested = false;
    const region = this.dataset["region"] || null;
    hub.watchFleet(region, (message) => {
      for (const item of message.items) if (region === null || item.region === region) this.update(item, signal);
      this.count();
      this.dispatchEvent(new CustomEvent("fleet-changed"));
    }, signal);
    hub.watchAlarmAssets(({ assets, regions }) => this.showAlarms(assets, regions), signal);
    this.every(reorderMillis, signal, () => {
      this.age();
      this.reorder();
    });
  }

  private showAlarms(assets: Record<string, AlarmCount>, regions: Record<string, AlarmCount>): void {
    for (const [asset, count] of Object.entries(assets)) {
      const place = this.rows.get(asset)?.querySelector('[data-field="alarms"]');
      if (place) showCounts(place, count);
    }
    this.querySelectorAll<HTMLElement>("[data-alarm-region]").forEach((place) => {
      const count = regions[place.dataset["alarmRegion"] ?? ""];
      if (count) showCounts(place, count);
    });
  }

  private update(item: FleetItem, signal: AbortSignal): void {
    const row = this.rows.get(item.asset);
    if (!row) {
      this.reloadFor(item, signal);
      return;
    }
    this.items.set(item.asset, item);
    this.show(row, item);
    text(row, "state", drillingState(item.drillingState));
    text(row, "sensor-text", sensorFaults(item.sensorFaults));
    row.querySelector<HTMLElement>('[data-field="sensors"]')!.hidden = item.sensorFaults.length === 0;
    setAge(row.querySelector("[data-age-of]"), item.seenUnixMillis);
    text(row, "skew", clockAhead(item.newestStampUnixMillis, serverNow()));
  }

  /** What changes by time alone: the age of a held grade, and that a drill fell silent. */
  private age(): void {
    for (const [asset, item] of this.items) {
      const row = this.rows.get(asset);
      if (row) this.show(row, item);
    }
    this.count();
    this.dispatchEvent(new CustomEvent("fleet-changed"));
  }

  private show(row: HTMLElement, item: FleetItem): void {
    const shown = shownOf(item, serverNow(), Number(this.dataset["silentAfter"]));
    const health = String(riskHealth(item) ?? "");
    if (row.dataset["state"] !== shown.state || row.dataset["health"] !== health) this.needsReorder = true;
    Object.assign(row.dataset, { state: shown.state, grade: shown.mark, health });
    setMark(row.querySelector('[data-field="grade"]'), shown.mark, shown.isHeld);
    row.querySelector('[data-field="health-cell"]')?.classList.toggle("is-held", shown.isHeld);
    text(row, "health", shown.health === null ? "–" : shown.health.toFixed(0));
    const bar = row.querySelector('[data-field="health-bar"]');
    bar?.setAttribute("width", (shown.health ?? 0).toFixed(1));
    bar?.setAttribute("class", `fill grade-${shown.mark}`);
    text(row, "mode", shown.finding);
    text(row, "last", shown.last);
    text(row, "summary", shown.last === "" ? item.summary ?? "" : "");
  }

  /** A drill that was not in the page when it was rendered: the server renders its row at the next load, which an unattended page does by itself. */
  private reloadFor(item: FleetItem, signal: AbortSignal): void {
    const filter = this.dataset["grade"];
    if (this.reloadRequested || (filter && item.state !== filter)) return;
    this.reloadRequested = true;
    setTimeout(() => {
      if (signal.aborted) return;
      if (!this.matches(":hover") && !this.contains(document.activeElement)) refresh();
      else this.reloadRequested = false;
    }, 2000);
  }

  private count(): void {
    if (this.dataset["grade"]) return; // the rows are filtered; the server counted all drills
    const counts = new Map<string, number>();
    for (const row of this.rows.values()) {
      const key = row.dataset["state"] ?? "none";
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    this.querySelectorAll<HTMLElement>("[data-count]").forEach((tile) => {
      const key = tile.dataset["count"] ?? "";
      const count = counts.get(key) ?? 0;
      const number = tile.querySelector(".tile-count");
      if (number && number.textContent !== String(count)) number.textContent = String(count);
      tile.classList.toggle(`tile-${key}`, count > 0);
    });
    this.countPlaces();
  }

  /** Updates the table that the chart is drawn from. */
  private countPlaces(): void {
    const place = this.dataset["region"] ? "site" : "region";
    const counts = new Map<string, number>();
    for (const { dataset } of this.rows.values()) {
      const key = `${dataset[place]}/${dataset["state"]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    this.querySelectorAll<HTMLTableRowElement>("tr[data-category]").forEach((row) => states.forEach((state, i) => {
      const cell = row.cells[i + 1];
      const text = String(counts.get(`${row.dataset["category"]}/${state}`) ?? 0);
      if (cell && cell.textContent !== text) cell.textContent = text;
    }));
  }

  private reorder(): void {
    const body = this.querySelector("tbody");
    if (!this.needsReorder || !body || body.matches(":hover") || body.contains(document.activeElement)) return;
    this.needsReorder = false;
    const health = (row: HTMLElement): number => row.dataset["health"] ? Number(row.dataset["health"]) : Number.POSITIVE_INFINITY;
    const sorted = [...this.rows.values()].sort((a, b) => {
      const ranks = rank(a.dataset["state"] ?? "") - rank(b.dataset["state"] ?? "");
      if (ranks !== 0) return ranks;
      const [x, y] = [health(a), health(b)];
      return x === y ? ((a.dataset["asset"] ?? "") < (b.dataset["asset"] ?? "") ? -1 : 1) : x - y;
    });
    sorted.forEach((row, index) => {
      if (body.children[index] !== row) body.insertBefore(row, body.children[index] ?? null);
    });
  }
}

function text(row: HTMLElement, field: string, value: string): void {
  const element = row.querySelector(`[data-field="${field}"]`);
  if (element && element.textContent !== value) element.textContent = value;
}
