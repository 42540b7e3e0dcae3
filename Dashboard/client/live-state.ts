// Says whether what the page shows is live, and for how long it has not been.
import { hub } from "./hub";
import { age } from "./words";

export class LiveState extends HTMLElement {
  private since = Date.now();
  private shown = "";

  connectedCallback(): void {
    hub.addEventListener("state", () => {
      this.since = Date.now();
      this.show();
    });
    setInterval(() => this.show(), 1000);
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
