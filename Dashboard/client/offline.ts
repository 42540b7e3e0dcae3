// The installable part: registers the service worker, says when a page is one that was kept, and shows it anew once the server answers.
import { onPageMerged, refresh } from "./blazor";
import { hub } from "./hub";
import { age } from "./words";
import { serverNow } from "./clock";

export function startOffline(): void {
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  show();
  onPageMerged(show);
  setInterval(show, 1000);
  hub.addEventListener("state", () => {
    if (hub.state === "live" && keptSince() !== null) refresh();
  });
}

const keptSince = (): number | null => {
  const kept = document.querySelector<HTMLMetaElement>('meta[name="kept-since"]');
  return kept ? Number(kept.content) : null;
};

function show(): void {
  const since = keptSince();
  const main = document.querySelector("main");
  let note = document.querySelector<HTMLElement>("[data-kept]");
  if (since === null || !main) {
    note?.remove();
    return;
  }
  if (!note) {
    note = document.createElement("p");
    note.className = "notice kept";
    note.dataset["kept"] = "";
    note.setAttribute("role", "status");
    main.prepend(note);
  }
  const text = `No connection. This is what was known ${age(serverNow() - since)} ago.`;
  if (note.textContent !== text) note.textContent = text;
}
