// Conveniences for plain forms, which work without them. Listens on the document, because enhanced navigation replaces elements.

/** Tells the server the browser's time zone, for those who choose local times. */
export function rememberBrowserZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `maintenance-browser-zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
}

export function startForms(): void {
  document.addEventListener("change", (event) => {
    if ((event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement) && event.target.matches("[data-submit-on-change]")) event.target.form?.requestSubmit();
  });
  // An open menu closes on a click elsewhere and on Escape.
  const menus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menus().forEach((menu) => { menu.open = false; });
  });
}
