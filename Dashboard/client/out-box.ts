// Shows how many acknowledgements wait for the connection, sends them when it is back, and says what the server answered.
import { sendForm } from "./alarm-actions";
import { hub } from "./hub";
import { LiveElement } from "./live-element";
import { count, deliver, discard, onOutboxChange, type Kept } from "./kept-actions";

const retryMillis = 10_000;

export class OutBox extends LiveElement {
  private said = "";

  protected start(signal: AbortSignal): void {
    const sendNow = (): void => void this.send();
    hub.addEventListener("state", () => { if (hub.state === "live") sendNow(); }, { signal });
    addEventListener("online", sendNow, { signal });
    onOutboxChange(() => void this.show(), signal);
    this.querySelector("[data-discard]")?.addEventListener("click", () => void discard(), { signal });
    this.querySelector("[data-close]")?.addEventListener("click", () => {
      this.said = "";
      void this.show();
    }, { signal });
    this.every(retryMillis, signal, () => { if (this.dataset["waiting"] !== "0") sendNow(); });
    void this.show().then(sendNow);
  }

  private async send(): Promise<void> {
    try {
      await deliver((kept) => this.post(kept), (words) => { this.said = words; });
    } catch {
      // Still no connection, or nobody is signed in: it goes on waiting.
    }
    await this.show();
  }

  private async post(kept: Kept): Promise<string> {
    const body = new FormData();
    for (const [name, value] of kept.fields) body.append(name, value);
    const answer = await sendForm(kept.address, body);
    if (answer.isSignedOut) throw new Error("signed out");
    return `Sent now: ${answer.said}`;
  }

  private async show(): Promise<void> {
    const waiting = await count().catch(() => 0);
    this.dataset["waiting"] = String(waiting);
    this.hidden = waiting === 0 && this.said === "";
    const words = waiting === 0 ? this.said : `${waiting} acknowledgement${waiting === 1 ? " waits" : "s wait"} for the connection`;
    const place = this.querySelector("[data-words]");
    if (place && place.textContent !== words) place.textContent = words;
    this.querySelector<HTMLElement>("[data-discard]")!.hidden = waiting === 0;
    this.querySelector<HTMLElement>("[data-close]")!.hidden = waiting > 0;
  }
}
