// Enhanced navigation of blazor.web.js: it fetches the next page and merges it into this one, so the live connection survives.
interface Blazor {
  navigateTo(url: string, options?: { forceLoad?: boolean; replaceHistoryEntry?: boolean }): void;
  addEventListener(name: "enhancednavigationstart" | "enhancedload", listener: () => void): void;
}

const blazor = (window as unknown as { Blazor?: Blazor }).Blazor;

/** Calls the listener each time a page has been merged into this one. */
export function onPageMerged(listener: () => void): void {
  blazor?.addEventListener("enhancedload", listener);
}

/** Restores the focus to a followed link that navigation re-rendered (such as a time range), so that keyboard users keep their place. */
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

/** Goes to an address in place of this one in the history. */
export function replace(url: string): void {
  if (blazor) blazor.navigateTo(url, { replaceHistoryEntry: true });
  else location.replace(url);
}

/** Reloads this page from the server. */
export function refresh(): void {
  if (blazor) blazor.navigateTo(location.href, { replaceHistoryEntry: true });
  else location.reload();
}
