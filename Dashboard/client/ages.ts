// Ages on the page keep counting between updates, so that silence is visible.
import { serverNow } from "./clock";
import { age } from "./words";

export function startAges(): void {
  tick();
  setInterval(tick, 1000);
}

export function setAge(element: Element | null, eventTimeUnixMillis: number | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.dataset["ageOf"] = eventTimeUnixMillis === null ? "" : String(eventTimeUnixMillis);
  show(element);
}

function tick(): void {
  document.querySelectorAll<HTMLElement>("[data-age-of]").forEach((element) => {
    if (!element.closest("[data-replay]")) show(element); // what is past does not age
  });
}

function show(element: HTMLElement): void {
  const of = element.dataset["ageOf"];
  const millis = of ? serverNow() - Number(of) : Number.POSITIVE_INFINITY;
  const stale = millis > Number(element.dataset["staleAfter"] ?? Number.POSITIVE_INFINITY);
  const text = !of ? "no data" : stale ? `stale ${age(millis)}` : age(millis);
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle("is-stale", stale);
  element.closest("[data-stale-with-age]")?.classList.toggle("is-stale", stale);
  element.closest(".fleet-row")?.classList.toggle("is-stale", stale);
}
