// Small help for plain forms: they work without it.

/** Tells the server the browser's time zone, for those who choose local times. */
export function rememberBrowserZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `maintenance-browser-zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
}

export function startForms(): void {
  document.querySelectorAll<HTMLSelectElement>("select[data-submit-on-change]").forEach((select) => {
    select.addEventListener("change", () => select.form?.requestSubmit());
  });
  document.querySelectorAll<HTMLInputElement>('input[data-field="here"]').forEach((input) => {
    input.value = location.pathname + location.search;
  });
  // An open menu closes by a click elsewhere and by Escape, as people expect of a menu.
  const menus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menus().forEach((menu) => { menu.open = false; });
  });
}
