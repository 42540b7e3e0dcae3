// Grade marks: the shapes are symbols in the page (Controls/GradeSymbols.razor).
import { markWords } from "./words";

export function setMark(mark: Element | null, key: string, isHeld: boolean): void {
  if (!mark) return;
  mark.classList.toggle("is-held", isHeld);
  mark.setAttribute("aria-label", markWords(key, isHeld));
  if (mark.classList.contains(`grade-${key}`)) return;
  mark.setAttribute("class", `grade grade-${key}${isHeld ? " is-held" : ""}`);
  mark.querySelector("use")?.setAttribute("href", `#grade-${key}`);
}
