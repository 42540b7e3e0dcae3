// Sends the form of alarms in place: the same form as without script, but with the alarms selected here, whether drawn or not.
import type { AlarmList } from "./alarm-list";
import { keepForLater, mayWait } from "./kept-actions";

// A form holds 1,024 values.
const atOnce = 500;

export class AlarmActions {
  private isSending = false;

  constructor(private readonly list: AlarmList, signal: AbortSignal) {
    list.querySelector("form[data-testid=alarm-form]")?.addEventListener("submit", (event) => {
      const { submitter } = event as SubmitEvent;
      if (!(submitter instanceof HTMLButtonElement)) return;
      event.preventDefault();
      event.stopPropagation();
      void this.send(event.target as HTMLFormElement, submitter);
    }, { signal });
  }

  private async send(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
    const { model } = this.list;
    const tokens = [...model.selected.values()];
    if (this.isSending) return;
    if (tokens.length === 0) {
      this.list.say("No alarm is selected. Select one or more, then choose what to do.");
      return;
    }
    this.isSending = true;
    button.setAttribute("aria-disabled", "true");
    this.list.say("Sending…");
    try {
      const said: string[] = [];
      let failed = false;
      const key = randomKey();
      for (let from = 0; from < tokens.length && !failed; from += atOnce) {
        const body = new FormData(form, button);
        body.delete("alarm");
        for (const token of tokens.slice(from, from + atOnce)) body.append("alarm", token);
        body.set("requestKey", `${key}-${from / atOnce}`);
        const answer = await sendOrKeep(addressOf(form), body);
        said.push(answer.said);
        failed = !answer.isDone;
      }
      if (!failed) {
        model.selected.clear();
        form.querySelectorAll<HTMLDetailsElement>("details[open]").forEach((menu) => { menu.open = false; });
        form.querySelectorAll<HTMLInputElement>("input[type=text]").forEach((input) => { input.value = ""; });
      }
      this.list.say(said.join(" "), failed);
    } catch {
      this.list.say("The server could not be reached: it is not known whether this was done. Look at the list, then try again.", true);
    } finally {
      this.isSending = false;
      button.removeAttribute("aria-disabled");
      this.list.release();
    }
  }
}

export interface Answer { isDone: boolean; said: string; isSignedOut?: boolean }

/** Where a form is posted to: its property of that name is hidden by buttons named "action". */
export const addressOf = (form: HTMLFormElement): string => form.getAttribute("action") ?? location.href;

/** Posts a form of this site; without a connection an acknowledgement is kept, to be sent when there is one. */
export async function sendOrKeep(address: string, body: FormData): Promise<Answer> {
  try {
    return await sendForm(address, body);
  } catch (error) {
    if (!mayWait(body) || !(await keepForLater(address, body))) throw error;
    return { isDone: true, said: "No connection: the acknowledgement is kept on this device and will be sent once there is one." };
  }
}

/** Posts a form of this site; what the page that answers says of it. */
export async function sendForm(address: string, body: FormData): Promise<Answer> {
  const answer = await fetch(address, { method: "POST", body, headers: { accept: "text/html" } });
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in")
    return { isDone: false, said: "Your session has ended. Sign in, then try again.", isSignedOut: true };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = page.querySelector("[data-said]")?.textContent?.trim() ?? "";
  if (said.length === 0) return { isDone: false, said: `The server refused this (${answer.status}). Reload the page and try again.` };
  return { isDone: answer.ok, said };
}

function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
