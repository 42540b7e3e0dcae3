// One alarm's page: shows it anew when it has changed, unless somebody is writing; sends its form in place.
import { addressOf, sendOrKeep } from "./alarm-actions";
import { refresh } from "./blazor";
import { hub } from "./hub";
import { LiveElement } from "./live-element";

/** What was said of the last action: the page that shows its result says it too. */
let last = { id: "", said: "", isError: false, at: 0 };

export class AlarmDetail extends LiveElement {
  protected start(signal: AbortSignal): void {
    if (last.id === this.dataset["id"] && performance.now() - last.at < 10_000) this.say(last.said, last.isError);
    const version = Number(this.dataset["version"]);
    hub.watchAlarms(this.dataset["query"] ?? "", (message) => {
      const item = message.items.find((i) => i.id === this.dataset["id"]);
      if ((item && item.version > version) || message.gone.includes(this.dataset["id"] ?? "")) this.showAnew();
    }, signal);
    this.querySelector<HTMLFormElement>("form[data-testid=alarm-form]")?.addEventListener("submit", (event) => {
      const { submitter } = event as SubmitEvent;
      if (!(submitter instanceof HTMLButtonElement)) return;
      event.preventDefault();
      event.stopPropagation();
      void this.send(event.target as HTMLFormElement, submitter);
    }, { signal });
  }

  private async send(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      const answer = await sendOrKeep(addressOf(form), new FormData(form, button));
      last = { id: this.dataset["id"] ?? "", said: answer.said, isError: !answer.isDone, at: performance.now() };
      this.say(answer.said, !answer.isDone);
      if (answer.isDone) refresh();
    } catch {
      this.say("The server could not be reached: it is not known whether this was done. Reload the page.", true);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }

  private showAnew(): void {
    const isWriting = [...this.querySelectorAll<HTMLInputElement>("input[type=text]")].some((input) => input.value !== "" || input === document.activeElement);
    const notice = this.querySelector<HTMLElement>("[data-changed]");
    if (isWriting && notice) notice.hidden = false;
    else refresh();
  }

  private say(words: string, isError: boolean): void {
    const place = this.querySelector<HTMLElement>("[data-said]");
    if (!place) return;
    place.className = isError ? "error" : "notice";
    place.hidden = false;
    place.textContent = words;
  }
}
