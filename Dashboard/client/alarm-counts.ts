// Numbers of open alarms in the head of every page, and the sound.
import { setPriority } from "./alarm-row";
import { AlarmSound } from "./alarm-sound";
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import type { AlarmCount } from "./messages";

const priorities = [["high", 3], ["medium", 2], ["low", 1]] as const;

export class AlarmCounts extends LiveElement {
  private sound: AlarmSound | null = null;

  protected start(signal: AbortSignal): void {
    const sound = new AlarmSound(signal);
    this.sound = sound;
    const button = this.querySelector<HTMLButtonElement>("button[data-sound]");
    button?.addEventListener("click", () => sound.toggle(), { signal });
    sound.addEventListener("state", () => this.showSound(), { signal });
    hub.addEventListener("state", () => { this.dataset["link"] = hub.state; }, { signal });
    hub.watchAlarmCounts(({ count, complaint }) => this.show(count, complaint), signal);
    this.showSound();
  }

  /** Permanent: it goes on across pages. */
  protected override renew(): void {}

  private show(count: AlarmCount, complaint: string | null): void {
    const silent = this.querySelector<HTMLElement>("[data-engine]");
    if (silent) [silent.hidden, silent.title] = [!complaint, complaint ?? ""];
    this.dataset["link"] = hub.state;
    showCounts(this, count);
    this.sound?.call(priorities.find(([name]) => calling(count, name) > 0)?.[1] ?? 0);
  }

  private showSound(): void {
    const button = this.querySelector<HTMLButtonElement>("button[data-sound]");
    const { sound } = this;
    if (!button || !sound) return;
    this.dataset["played"] = String(sound.played);
    const words = { off: "Sound off", on: "Sound on", blocked: "Sound blocked by the browser: click to allow it" }[sound.state];
    button.dataset["state"] = sound.state;
    button.setAttribute("aria-pressed", String(sound.state === "on"));
    if (button.title !== words) button.title = words;
    const text = button.querySelector("[data-sound-text]");
    if (text && text.textContent !== words) text.textContent = words;
  }
}

/** Fills the marks of Controls/AlarmNumbers.razor. */
export function showCounts(place: Element, count: AlarmCount): void {
  for (const [name, priority] of priorities) {
    const element = place.querySelector<HTMLElement>(`[data-alarms="${name}"]`);
    if (!element) continue;
    const [open, calls] = [count[name], calling(count, name)];
    element.classList.toggle("is-none", open === 0);
    element.hidden = open === 0 && element.dataset["hideNone"] === "true";
    setPriority(element.querySelector(".alarm-mark"), priority, calls > 0);
    const number = element.querySelector("[data-value=number]");
    if (number && number.textContent !== String(open)) number.textContent = String(open);
    const words = element.querySelector("[data-value=words]");
    const text = `${name}, ${calls} unacknowledged`;
    if (words && words.textContent !== text) words.textContent = text;
  }
}

function calling(count: AlarmCount, name: "high" | "medium" | "low"): number {
  return name === "high" ? count.highCalling : name === "medium" ? count.mediumCalling : count.lowCalling;
}
