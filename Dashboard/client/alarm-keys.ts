// Keys of the list of alarms: j, k, x, a, s, /, Enter, ?. They can be switched off (WCAG 2.1.4), and never act while somebody types.
import type { AlarmList } from "./alarm-list";

const setting = "maintenance-alarm-keys";

export class AlarmKeys {
  private readonly dialog: HTMLDialogElement | null;

  constructor(private readonly list: AlarmList, signal: AbortSignal) {
    this.dialog = list.querySelector<HTMLDialogElement>("dialog[data-keys]");
    if (!this.dialog) return;
    document.addEventListener("keydown", (event) => this.onKey(event), { signal });
    list.querySelector("[data-show-keys]")?.addEventListener("click", () => this.dialog?.showModal(), { signal });
    const box = this.dialog.querySelector<HTMLInputElement>("input[data-keys-on]");
    if (!box) return;
    box.checked = localStorage.getItem(setting) !== "off";
    box.addEventListener("change", () => localStorage.setItem(setting, box.checked ? "on" : "off"), { signal });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || this.dialog?.open) return;
    const target = event.target as Element;
    if (target.matches("input:not([type=checkbox]), select, textarea")) return;
    if (event.key !== "?" && localStorage.getItem(setting) === "off") return;
    if (this.act(event.key)) event.preventDefault();
  }

  private act(key: string): boolean {
    const { list } = this;
    const { model, currentId } = list;
    switch (key) {
      case "j": list.moveTo(list.currentIndex() + 1); return true;
      case "k": list.moveTo(Math.max(0, list.currentIndex() - 1)); return true;
      case "x":
        if (currentId) model.select(currentId, !model.selected.has(currentId));
        list.draw();
        return true;
      case "a": this.press("acknowledge"); return true;
      case "s": this.open("shelve"); return true;
      case "/": document.querySelector<HTMLInputElement>("input[name=q]")?.focus(); return true;
      case "?": this.dialog?.showModal(); return true;
      default: return false;
    }
  }

  private choose(): boolean {
    const { model, currentId } = this.list;
    if (model.selected.size === 0 && currentId) model.select(currentId, true);
    if (model.selected.size === 0) this.list.say("No alarm is selected: j and k move, x selects.");
    this.list.draw();
    return model.selected.size > 0;
  }

  private press(action: string): void {
    if (this.choose()) this.list.querySelector<HTMLButtonElement>(`button[name=action][value=${action}]`)?.click();
  }

  private open(name: string): void {
    const menu = this.list.querySelector<HTMLDetailsElement>(`details[data-menu=${name}]`);
    if (!menu || !this.choose()) return;
    menu.open = true;
    menu.querySelector<HTMLElement>("select, input")?.focus();
  }
}
