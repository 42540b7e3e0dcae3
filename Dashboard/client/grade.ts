// Grade marks: the shapes are symbols in the page (Controls/GradeSymbols.razor).
import { gradeKey, gradeWords } from "./words";

export function setGrade(mark: Element | null, grade: string | null): void {
  if (!mark) return;
  const key = gradeKey(grade);
  if (mark.classList.contains(`grade-${key}`)) return;
  mark.setAttribute("class", `grade grade-${key}`);
  mark.setAttribute("aria-label", `Grade ${grade ?? "unknown"}: ${gradeWords(grade)}`);
  mark.querySelector("use")?.setAttribute("href", `#grade-${key}`);
}
