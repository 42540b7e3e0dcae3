// What blazor.web.js gives: navigation that fetches the next page and merges it into this one, so that the live connection stays.
interface Blazor {
  navigateTo(url: string, options?: { forceLoad?: boolean; replaceHistoryEntry?: boolean }): void;
  addEventListener(name: "enhancednavigationstart" | "enhancedload", listener: () => void): void;
}

const blazor = (window as unknown as { Blazor?: Blazor }).Blazor;

/** Calls the listener after each page that was merged into this one. */
export function onPageMerged(listener: () => void): void {
  blazor?.addEventListener("enhancedload", listener);
}

/** A link that navigation replaced by itself (a choice of the time range) keeps the focus, so that people with a keyboard stay where they were. */
export function keepFocus(): void {
  let followed: string | null = null;
  blazor?.addEventListener("enhancednavigationstart", () => { followed = document.activeElement?.getAttribute("href") ?? null; });
  onPageMerged(() => {
    if (followed === null || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`main a[href="${CSS.escape(followed)}"]`)?.focus({ preventScroll: true });
  });
}

export function go(url: string): void {
  if (blazor) blazor.navigateTo(url);
  else location.assign(url);
}

/** Asks the server for this page again. */
export function refresh(): void {
  if (blazor) blazor.navigateTo(location.href, { replaceHistoryEntry: true });
  else location.reload();
}
