// Switches notifications on and off for this browser (Push API): on the page of one's own account. Says why, when the browser refuses.
import { refresh } from "./blazor";
import { LiveElement } from "./live-element";

const devices = "/api/v1/push/devices";

export class PushSwitch extends LiveElement {
  protected start(signal: AbortSignal): void {
    this.button("on").addEventListener("click", () => void this.change(() => this.switchOn()), { signal });
    this.button("off").addEventListener("click", () => void this.change(() => this.switchOff()), { signal });
    void this.look();
  }

  private async look(): Promise<void> {
    const refusal = refusalOf();
    if (refusal !== null) {
      this.show(refusal, null);
      return;
    }
    const subscription = await subscriptionOf();
    if (subscription === null) this.show("This browser takes no notifications.", "on");
    else if (this.known().includes(await nameOf(subscription.endpoint))) this.show("Your alarms are sent to this browser.", "off");
    else this.show("This browser takes notifications, but none of yours.", "on");
  }

  private async switchOn(): Promise<void> {
    if ((await Notification.requestPermission()) !== "granted") throw new Error(blocked);
    const { publicKey } = await answerOf(await fetch("/api/v1/push/key")) as { publicKey: string };
    const registration = await navigator.serviceWorker.ready;
    // One of another installation's key, or of an earlier one's, takes nothing of ours.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    await answerOf(await fetch(devices, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...subscription.toJSON(), device: browserName() }),
    }));
  }

  private async switchOff(): Promise<void> {
    const subscription = await subscriptionOf();
    if (subscription === null) return;
    const name = await nameOf(subscription.endpoint);
    await subscription.unsubscribe();
    const answer = await fetch(`${devices}/${name}`, { method: "DELETE" });
    if (answer.status !== 404) await answerOf(answer);
  }

  private async change(act: () => Promise<void>): Promise<void> {
    this.show("A moment …", null);
    try {
      await act();
      refresh();
    } catch (error) {
      await this.look();
      this.say(`That was not done: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private known(): string[] { return (this.dataset["devices"] ?? "").split(" "); }

  private button(name: string): HTMLButtonElement { return this.querySelector<HTMLButtonElement>(`[data-do="${name}"]`)!; }

  private show(words: string, offered: "on" | "off" | null): void {
    this.say(words);
    for (const name of ["on", "off"]) this.button(name).hidden = name !== offered;
  }

  private say(words: string): void { this.querySelector("[data-field=state]")!.textContent = words; }
}

const blocked = "notifications of this site are blocked; allow them in the browser's settings for it.";

/** Why this browser cannot take notifications; null when it can. */
function refusalOf(): string | null {
  if (!window.isSecureContext) return "Browsers take notifications over HTTPS only: this site is not served by it (option Host:Certificate).";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    return "This browser takes no notifications here. On an iPhone or iPad, add the site to the home screen and open it from there.";
  }
  return Notification.permission === "denied" ? `This browser takes no notifications: ${blocked}` : null;
}

async function subscriptionOf(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return await registration?.pushManager.getSubscription() ?? null;
}

/** The name that the server gives a subscription. */
async function nameOf(endpoint: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));
  return [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function answerOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (answer.ok) return text === "" ? null : JSON.parse(text);
  const problem = text.startsWith("{") ? JSON.parse(text) as { detail?: string; title?: string; errors?: Record<string, string[]> } : {};
  const errors = Object.entries(problem.errors ?? {}).map(([field, messages]) => `${field} ${messages.join(" ")}`);
  throw new Error(errors.join(" ") || problem.detail || problem.title || `the server answered ${answer.status}.`);
}

/** What a person would call the browser, to tell their devices apart. */
function browserName(): string {
  const agent = navigator.userAgent;
  const browser = /Edg\//.test(agent) ? "Edge" : /Firefox\//.test(agent) ? "Firefox" : /Chrome\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : "a browser";
  const system = /Android/.test(agent) ? "Android" : /iPhone|iPad/.test(agent) ? "iOS" : /Windows/.test(agent) ? "Windows" : /Mac OS/.test(agent) ? "macOS" : /Linux/.test(agent) ? "Linux" : "an unknown system";
  return `${browser} on ${system}`;
}
