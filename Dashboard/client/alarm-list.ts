// Keeps a server-rendered list of alarms current. All alarms are in memory, rows only for those in sight: 10,000 scroll as 10 do. Values
// change at once; order changes only while nobody is about to click, so that no row moves away under a finger.
import { AlarmActions } from "./alarm-actions";
import { AlarmKeys } from "./alarm-keys";
import { AlarmModel } from "./alarm-model";
import { fill, type DrawnRow } from "./alarm-row";
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import type { AlarmItem } from "./messages";
import { RowWindow } from "./row-window";
import { age } from "./words";

const overscan = 8;
const holdMillis = 8000;

export class AlarmList extends LiveElement {
  model = new AlarmModel("priority");
  currentId: string | null = null;
  private rows = new Map<string, DrawnRow>();
  private body: HTMLElement | null = null;
  private window: RowWindow | null = null;
  private drawRequested = false;
  private isUsed = 0;
  private lostAt = 0;
  private changes = 0;
  private run = AbortSignal.abort();

  protected start(signal: AbortSignal): void {
    this.run = signal;
    this.model = new AlarmModel(this.dataset["sort"] ?? "priority");
    this.rows.clear();
    this.window = null;
    this.body = this.querySelector("tbody");
    const touch = (): void => { this.isUsed = performance.now(); };
    for (const name of ["pointermove", "keydown", "focusin"]) this.body?.addEventListener(name, touch, { signal });
    this.body?.addEventListener("pointerleave", () => { this.isUsed = 0; this.draw(); }, { signal });
    addEventListener("scroll", () => this.draw(), { signal, passive: true });
    addEventListener("resize", () => this.draw(), { signal });
    this.addEventListener("change", (event) => this.onChange(event.target), { signal });
    this.querySelector("[data-show-new]")?.addEventListener("click", () => this.release(), { signal });
    hub.addEventListener("state", () => this.showLink(), { signal });
    new AlarmActions(this, signal);
    new AlarmKeys(this, signal);
    hub.watchAlarms(this.dataset["query"] ?? "", (message) => {
      this.model.apply(message);
      this.draw();
    }, signal);
    this.every(1000, signal, () => {
      this.showLink();
      this.draw();
    });
  }

  /** Draws before the next frame. */
  draw(): void {
    if (this.drawRequested) return;
    this.drawRequested = true;
    requestAnimationFrame(() => {
      this.drawRequested = false;
      if (!this.run.aborted && (this.model.isComplete || this.model.items.size > 0)) this.drawNow();
    });
  }

  /** Puts what came where it belongs, whatever the pointer does. */
  release(): void {
    this.isUsed = 0;
    this.model.sort();
    this.draw();
  }

  /** The row that keys act on, scrolled into sight. */
  moveTo(index: number): void {
    const item = this.model.shown[Math.max(0, Math.min(index, this.model.shown.length - 1))];
    if (!item || !this.body || !this.window) return;
    this.currentId = item.id;
    const at = this.model.shown.indexOf(item);
    const { rowHeight } = this.window;
    const top = this.body.getBoundingClientRect().top + at * rowHeight;
    if (top < 120) scrollBy(0, top - 120);
    else if (top + rowHeight > innerHeight - 100) scrollBy(0, top + rowHeight - innerHeight + 100);
    this.drawNow();
    this.rows.get(item.id)?.element.querySelector<HTMLElement>('a[data-field="title"]')?.focus({ preventScroll: true });
  }

  currentIndex(): number {
    return this.model.shown.findIndex((item) => item.id === this.currentId);
  }

  say(words: string, isError = false): void {
    const place = this.querySelector<HTMLElement>("[data-said]");
    if (!place) return;
    place.className = isError ? "error" : "notice";
    place.hidden = false;
    place.textContent = words;
  }

  private drawNow(): void {
    if (!this.body) return;
    const isHeld = performance.now() - this.isUsed < holdMillis;
    if (!isHeld || this.model.shown.length === 0) this.model.sort();
    this.window ??= this.takeOver(this.body);
    const { shown } = this.model;
    const [first, last] = this.window.range(shown.length);
    this.place(shown.slice(first, last), first, this.window.above);
    this.window.space(first, last, shown.length);
    this.showNumbers(isHeld);
  }

  /** Replaces the rows of the server by the first rows drawn here. */
  private takeOver(body: HTMLElement): RowWindow {
    body.replaceChildren();
    this.dataset["drawn"] = "true";
    return new RowWindow(body, () => this.clone(), overscan, Number.POSITIVE_INFINITY, this.run);
  }

  private clone(): HTMLTableRowElement {
    const template = this.querySelector<HTMLTemplateElement>("template[data-row]");
    return document.importNode(template!.content, true).querySelector("tr")!;
  }

  private place(wanted: AlarmItem[], first: number, above: Element): void {
    const ids = new Set(wanted.map((item) => item.id));
    const free: DrawnRow[] = [];
    for (const [id, row] of this.rows) {
      if (ids.has(id)) continue;
      this.rows.delete(id);
      if (row.element.contains(document.activeElement)) row.element.remove();
      else free.push(row);
    }
    let before = above;
    wanted.forEach((item, i) => {
      const row = this.rows.get(item.id) ?? free.pop() ?? { element: this.clone(), item: null };
      this.rows.set(item.id, row);
      const now = this.model.current(item);
      if (fill(row, now ?? item, this.model.selected.has(item.id), now === null)) this.changes++;
      row.element.classList.toggle("is-current", item.id === this.currentId);
      row.element.setAttribute("aria-rowindex", String(first + i + 2));
      if (before.nextElementSibling !== row.element) before.after(row.element);
      before = row.element;
    });
    for (const row of free) row.element.remove();
  }

  private showNumbers(isHeld: boolean): void {
    const total = this.model.items.size;
    this.querySelector("table")?.setAttribute("aria-rowcount", String(total + 1));
    this.dataset["count"] = String(total);
    if (this.dataset["hideEmpty"]) this.hidden = total === 0;
    this.dataset["changes"] = String(this.changes);
    this.field("total", total.toLocaleString("en"));
    this.toggle("[data-empty]", total > 0 || !this.model.isComplete);
    const waiting = isHeld ? this.model.waiting : 0;
    this.toggle("[data-show-new]", waiting === 0);
    this.field("waiting", String(waiting));
    const chosen = this.model.selected.size;
    this.dataset["selected"] = String(chosen);
    this.field("selected", chosen === 0 ? "None selected" : `${chosen.toLocaleString("en")} selected`);
    const all = this.querySelector<HTMLInputElement>("input[data-all]");
    if (all) [all.checked, all.indeterminate] = [chosen > 0 && chosen === total, chosen > 0 && chosen < total];
  }

  private onChange(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || target.type !== "checkbox") return;
    if (target.matches("[data-all]")) this.model.selectAll(target.checked);
    else this.model.select(target.closest<HTMLElement>("tr[data-id]")?.dataset["id"] ?? "", target.checked);
    this.draw();
  }

  /** A list that is not live says so: an alarm may have come meanwhile. */
  private showLink(): void {
    const isLive = hub.state === "live" || hub.state === "connecting";
    if (isLive) this.lostAt = 0;
    else if (this.lostAt === 0) this.lostAt = Date.now();
    this.toggle("[data-link]", isLive);
    if (!isLive) this.field("link", `Not live for ${age(Date.now() - this.lostAt)}: alarms that came since are not in this list. Reload the page for the newest.`);
  }

  private field(name: string, value: string): void {
    const element = this.querySelector(`[data-value="${name}"]`);
    if (element && element.textContent !== value) element.textContent = value;
  }

  private toggle(selector: string, isHidden: boolean): void {
    const element = this.querySelector<HTMLElement>(selector);
    if (element && element.hidden !== isHidden) element.hidden = isHidden;
  }
}
