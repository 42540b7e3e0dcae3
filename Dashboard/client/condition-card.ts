// Condition by failure mode: the lines of Controls/ConditionCard.razor, from the hub's message.
import type { ConditionLine } from "./messages";

export function showLines(card: HTMLElement | null, lines: ConditionLine[]): void {
  const list = card?.querySelector<HTMLElement>('[data-field="lines"]');
  if (!card || !list) return;
  card.hidden = lines.length === 0;
  const key = JSON.stringify(lines);
  if (list.dataset["shown"] === key) return;
  list.dataset["shown"] = key;
  list.replaceChildren(...lines.map(element));
}

function element(line: ConditionLine): HTMLElement {
  const row = make("div", "");
  row.className = `line line-${line.kind}`;
  const text = make("dd", "");
  text.append(make("strong", line.text), " ", named("detail", line.detail), " ", named("do", line.advice));
  row.append(make("dt", line.label), text);
  return row;
}

function named(name: string, text: string): HTMLElement {
  return Object.assign(make("span", text), { className: name });
}

function make(tag: string, text: string): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: text });
}
