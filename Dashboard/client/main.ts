// Entry of the browser bundle. Pages are complete without it; it brings what is live.
import "./styles/main.css";
import { startAges } from "./ages";
import { keepFocus, onPageMerged } from "./blazor";
import { rememberBrowserZone, startForms } from "./forms";
import { FleetList } from "./fleet-list";
import { LiveElement } from "./live-element";
import { LiveState } from "./live-state";
import { SqlConsole } from "./sql-console";

rememberBrowserZone();
startForms();
startAges();
keepFocus();
customElements.define("live-state", LiveState);
customElements.define("fleet-list", FleetList);
customElements.define("sql-console", SqlConsole);

// The map and the charts bring their libraries only to pages that have them.
const heavy: Record<string, () => Promise<CustomElementConstructor>> = {
  "fleet-map": async () => (await import("./fleet-map")).FleetMap,
  "drill-live": async () => (await import("./drill-live")).DrillLive,
  "chart-view": async () => (await import("./chart-view")).ChartView,
};
const asked = new Set<string>();

function bringWhatIsHere(): void {
  for (const [name, load] of Object.entries(heavy)) {
    if (asked.has(name) || !document.querySelector(name)) continue;
    asked.add(name);
    load().then((element) => customElements.define(name, element), () => asked.delete(name));
  }
}

const ownAddress = (): string | null => document.querySelector('script[type="module"]')?.getAttribute("src") ?? null;
const loadedFrom = ownAddress();

bringWhatIsHere();
onPageMerged(() => {
  // The server has been upgraded: its markup needs its own script, which a merge does not run.
  if (ownAddress() !== loadedFrom) {
    location.reload();
    return;
  }
  bringWhatIsHere();
  LiveElement.renewAll();
});
