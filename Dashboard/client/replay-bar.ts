// Plays the past: the server renders each moment as it was known; this asks for the next one, at the chosen speed, until the present.
import { replace } from "./blazor";
import { serverNow } from "./clock";
import { LiveElement } from "./live-element";

const beatMillis = 1000;

// Survives the merge of the next moment into the page.
let playing: { speed: number; since: number } | null = null;

export class ReplayBar extends LiveElement {
  protected start(signal: AbortSignal): void {
    const button = this.querySelector<HTMLButtonElement>("[data-play]");
    const speed = this.querySelector<HTMLSelectElement>("[data-speed]");
    if (!button || !speed) return;
    signal.addEventListener("abort", () => { if (!this.isConnected) playing = null; });
    if (playing) speed.value = String(playing.speed);
    this.show(button);
    button.addEventListener("click", () => {
      playing = playing ? null : { speed: Number(speed.value), since: performance.now() };
      this.show(button);
    }, { signal });
    speed.addEventListener("change", () => { if (playing) playing.speed = Number(speed.value); }, { signal });
    this.every(beatMillis, signal, () => this.step());
  }

  private step(): void {
    if (!playing) return;
    const now = performance.now();
    const at = Number(this.dataset["at"]) + playing.speed * (now - playing.since);
    playing.since = now;
    const kept = this.dataset["query"] ?? "";
    const path = this.dataset["path"] ?? "/";
    if (at >= serverNow()) {
      playing = null;
      replace(kept ? `${path}?${kept}` : path);
    } else replace(`${path}?${kept ? `${kept}&` : ""}at=${Math.round(at)}&span=${this.dataset["span"] ?? ""}`);
  }

  private show(button: HTMLButtonElement): void {
    button.textContent = playing ? "Pause" : "Play";
    button.setAttribute("aria-pressed", String(playing !== null));
  }
}
