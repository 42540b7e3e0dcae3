// Keeps the server-rendered list current: values immediately, order only while the pointer and focus are elsewhere.
import { setAge } from "./ages";
import { refresh } from "./blazor";
import { serverNow } from "./clock";
import { setGrade } from "./grade";
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import type { FleetItem } from "./messages";
import { age, clockAhead, drillingState, finding, gradeKey } from "./words";

const reorderMillis = 5000;
const grades = ["D", "C", "B", "A", "none"]; // the columns of the chart, Pages/FleetView.cs

export class FleetList extends LiveElement {
  private rows = new Map<string, HTMLElement>();
  private needsReorder = false;
  private reloadRequested = false;

  protected start(signal: AbortSignal): void {
    this.rows = new Map([...this.querySelectorAll<HTMLElement>(".fleet-row")].map((row) => [row.dataset["asset"] ?? "", row]));
    this.needsReorder = false;
    this.reloadRequested = false;
    const region = this.dataset["region"] || null;
    hub.watchFleet(region, (message) => {
      for (const item of message.items) if (region === null || item.region === region) this.update(item, signal);
      this.count();
      this.dispatchEvent(new CustomEvent("fleet-changed"));
    }, signal);
    this.every(reorderMillis, signal, () => this.reorder());
  }

  private update(item: FleetItem, signal: AbortSignal): void {
    const row = this.rows.get(item.asset);
    if (!row) {
      this.reloadFor(item, signal);
      return;
    }
    row.dataset["grade"] = gradeKey(item.grade);
    const health = item.healthIndex === null ? "" : String(item.healthIndex);
    if (row.dataset["health"] !== health) {
      row.dataset["health"] = health;
      this.needsReorder = true;
    }
    setGrade(row.querySelector('[data-field="grade"]'), item.grade);
    text(row, "health", item.healthIndex === null ? "–" : item.healthIndex.toFixed(0));
    const bar = row.querySelector('[data-field="health-bar"]');
    bar?.setAttribute("width", (item.healthIndex ?? 0).toFixed(1));
    bar?.setAttribute("class", `fill grade-${gradeKey(item.grade)}`);
    text(row, "mode", finding(item.failureMode, item.failureProbability));
    text(row, "summary", item.summary ?? "");
    text(row, "assessed", this.assessedText(item));
    text(row, "state", drillingState(item.drillingState));
    setAge(row.querySelector("[data-age-of]"), item.seenUnixMillis);
    text(row, "skew", clockAhead(item.newestStampUnixMillis, serverNow()));
  }

  /** Shown only when the finding is older than the data: an idle drill gives no evidence, so its last finding stands. */
  private assessedText(item: FleetItem): string {
    const { seenUnixMillis: newest, assessedSeenUnixMillis: assessed } = item;
    if (newest === null || assessed === null || newest - assessed <= Number(this.dataset["staleAfter"])) return "";
    return `assessed ${age(serverNow() - assessed)} ago`;
  }

  /** A drill that was not in the page when it was rendered: the server renders its row at the next load, which an unattended page does by itself. */
  private reloadFor(item: FleetItem, signal: AbortSignal): void {
    const filter = this.dataset["grade"];
    if (this.reloadRequested || (filter && gradeKey(item.grade) !== filter)) return;
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
      const key = row.dataset["grade"] ?? "none";
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
      const key = `${dataset[place]}/${dataset["grade"]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    this.querySelectorAll<HTMLTableRowElement>("tr[data-category]").forEach((row) => grades.forEach((grade, i) => {
      const cell = row.cells[i + 1];
      const text = String(counts.get(`${row.dataset["category"]}/${grade}`) ?? 0);
      if (cell && cell.textContent !== text) cell.textContent = text;
    }));
  }

  private reorder(): void {
    const body = this.querySelector("tbody");
    if (!this.needsReorder || !body || body.matches(":hover") || body.contains(document.activeElement)) return;
    this.needsReorder = false;
    const risk = (row: HTMLElement): number => row.dataset["health"] ? Number(row.dataset["health"]) : Number.POSITIVE_INFINITY;
    const sorted = [...this.rows.values()].sort((a, b) => {
      const [x, y] = [risk(a), risk(b)];
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
