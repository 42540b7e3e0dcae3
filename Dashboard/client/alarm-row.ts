// One row of a list of alarms (Controls/AlarmRow.razor), filled in place.
import { setAge } from "./ages";
import type { AlarmItem } from "./messages";

export interface DrawnRow { element: HTMLTableRowElement; item: AlarmItem | null }

const texts = ["priorityText", "stateText", "since", "title", "asset", "rig", "region", "value", "acknowledged", "note"] as const;

/** True when the row said something else before. */
export function fill(row: DrawnRow, item: AlarmItem, isSelected: boolean, isGone: boolean): boolean {
  const { element } = row;
  element.classList.toggle("is-gone", isGone);
  element.classList.toggle("is-selected", isSelected);
  const box = element.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box && box.checked !== isSelected) box.checked = isSelected;
  if (row.item === item) return false;
  const isOther = row.item?.id !== item.id;
  row.item = item;
  for (const field of texts) text(element, field, item[field]);
  if (isOther) {
    element.dataset["id"] = item.id;
    link(element, "title", `/alarms/${encodeURIComponent(item.id)}`);
    link(element, "asset", placeOf(item.asset));
  }
  Object.assign(element.dataset, { priority: String(item.priority), state: item.state });
  element.classList.toggle("is-calling", item.isCalling);
  setPriority(element.querySelector(".alarm-mark"), item.priority, item.isCalling);
  if (box) {
    box.value = item.token;
    box.setAttribute("aria-label", `Select ${item.title} of ${item.asset}`);
  }
  const age = element.querySelector<HTMLElement>(".age");
  if (age?.dataset["ageOf"] !== String(item.onsetUnixMillis ?? "")) setAge(age ?? null, item.onsetUnixMillis);
  return true;
}

/** Page of what an alarm is about: Controls/Addresses.cs. */
function placeOf(asset: string): string {
  return asset === "@installation" ? "/models" : `/drills/${encodeURIComponent(asset)}`;
}

export function setPriority(mark: Element | null, priority: number, isCalling: boolean): void {
  if (!mark) return;
  const name = `alarm-mark priority-${priority}${isCalling ? "" : " is-quiet"}`;
  if (mark.getAttribute("class") === name) return;
  mark.setAttribute("class", name);
  mark.querySelector("use")?.setAttribute("href", `#priority-${priority}`);
}

function text(row: HTMLElement, field: string, value: string): void {
  const element = row.querySelector(`[data-field="${field}"]`);
  if (!element || element.textContent === value) return;
  element.textContent = value;
  if (field === "note" || field === "title") element.setAttribute("title", value);
}

function link(row: HTMLElement, field: string, address: string): void {
  row.querySelector(`[data-field="${field}"]`)?.closest("a")?.setAttribute("href", address);
}
