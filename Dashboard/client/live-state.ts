// Shows whether the page is live and, if not, for how long.
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import { age } from "./words";

export class LiveState extends LiveElement {
  private since = Date.now();
  private shown = "";

  protected start(signal: AbortSignal): void {
    hub.addEventListener("state", () => {
      this.since = Date.now();
      this.show();
    }, { signal });
    this.every(1000, signal, () => this.show());
    hub.open();
    this.show();
  }

  private show(): void {
    this.dataset["state"] = hub.state;
    const text = hub.state === "live" || hub.state === "connecting" ? hub.state : `${hub.state} ${age(Date.now() - this.since)}`;
    if (text === this.shown) return;
    this.shown = text;
    this.textContent = text;
  }
}
