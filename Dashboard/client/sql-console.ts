// Ctrl+Enter runs the query; an example fills in the text. Both raise a change event, as typing does, because the interactive console
// listens for it.
import { LiveElement } from "./live-element";

export class SqlConsole extends LiveElement {
  protected start(signal: AbortSignal): void {
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLTextAreaElement)) return;
      event.preventDefault();
      changed(event.target);
      this.querySelector<HTMLButtonElement>("[data-testid=sql-run]")?.click();
    }, { signal });
    this.addEventListener("click", (event) => {
      const example = (event.target as Element).closest<HTMLButtonElement>("button[data-query]");
      const area = this.querySelector("textarea");
      if (!example || !area) return;
      area.value = example.dataset["query"] ?? "";
      changed(area);
      area.focus();
    }, { signal });
  }
}

function changed(area: HTMLTextAreaElement): void {
  area.dispatchEvent(new Event("change", { bubbles: true }));
}
