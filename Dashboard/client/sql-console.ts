// Ctrl-Enter runs the query; an example fills the text.
export class SqlConsole extends HTMLElement {
  connectedCallback(): void {
    const area = this.querySelector("textarea");
    area?.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        area.form?.requestSubmit();
      }
    });
    this.querySelectorAll<HTMLButtonElement>("button[data-query]").forEach((button) => button.addEventListener("click", () => {
      if (!area) return;
      area.value = button.dataset["query"] ?? "";
      area.focus();
    }));
  }
}
