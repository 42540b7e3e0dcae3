// The alarms of a watched list: all of them, of which the page draws those in sight. Order: Display/AlarmOrder.cs.
import type { AlarmItem, AlarmsMessage } from "./messages";

export class AlarmModel {
  readonly items = new Map<string, AlarmItem>();
  /** What each selected alarm was when it was selected: what its person saw. */
  readonly selected = new Map<string, string>();
  /** Drawn, in order; those that are gone stay until the next sort. */
  shown: AlarmItem[] = [];
  isComplete = false;
  private readonly gone = new Set<string>();
  private needsSort = false;

  constructor(private readonly order: string) {}

  /** Alarms that came and are not drawn yet. */
  get waiting(): number { return this.items.size - this.shown.reduce((n, item) => n + (this.items.has(item.id) ? 1 : 0), 0); }

  apply(message: AlarmsMessage): void {
    if (message.isFirst) {
      this.items.clear();
      this.gone.clear();
    }
    for (const item of message.items) {
      const before = this.items.get(item.id);
      if (!before || compare(this.order, before, item) !== 0) this.needsSort = true;
      this.items.set(item.id, item);
      this.gone.delete(item.id);
    }
    for (const id of message.gone) {
      this.items.delete(id);
      this.selected.delete(id);
      this.gone.add(id);
      this.needsSort = true;
    }
    this.needsSort ||= message.isFirst;
    this.isComplete = message.isLast;
  }

  /** Puts what came where it belongs. True when anything moved. */
  sort(): boolean {
    if (!this.needsSort) return false;
    this.needsSort = false;
    this.gone.clear();
    for (const id of this.selected.keys()) if (!this.items.has(id)) this.selected.delete(id);
    this.shown = [...this.items.values()].sort((a, b) => compare(this.order, a, b));
    return true;
  }

  /** The newest of a drawn alarm; null when it left the list. */
  current(item: AlarmItem): AlarmItem | null {
    return this.items.get(item.id) ?? null;
  }

  select(id: string, isSelected: boolean): void {
    const item = this.items.get(id);
    if (!isSelected || !item) this.selected.delete(id);
    else this.selected.set(id, item.token);
  }

  selectAll(isSelected: boolean): void {
    this.selected.clear();
    if (isSelected) for (const item of this.items.values()) this.selected.set(item.id, item.token);
  }
}

function compare(order: string, a: AlarmItem, b: AlarmItem): number {
  const first = order === "time" ? time(b) - time(a)
    : order === "standing" ? standing(a, b)
    : order === "drill" ? ordinal(a.asset, b.asset)
    : order === "region" ? ordinal(a.region, b.region) : 0;
  return first || b.priority - a.priority || Number(b.isCalling) - Number(a.isCalling) || Number(b.isFirst) - Number(a.isFirst)
    || time(b) - time(a) || ordinal(a.id, b.id);
}

const open = new Set(["unacknowledged", "acknowledged", "returned_unacknowledged", "latched"]);

function standing(a: AlarmItem, b: AlarmItem): number {
  const [isOpen, other] = [open.has(a.state), open.has(b.state)];
  return isOpen === other ? (isOpen ? 0 : time(b) - time(a)) : Number(other) - Number(isOpen);
}

function time(item: AlarmItem): number {
  return item.onsetUnixMillis ?? 0;
}

function ordinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
