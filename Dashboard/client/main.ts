// Entry point of the browser bundle. Pages are complete without it; it adds the live parts.
import "./styles/main.css";
import { startAges } from "./ages";
import { AlarmCounts } from "./alarm-counts";
import { keepFocus, onPageMerged } from "./blazor";
import { rememberBrowserZone, startForms } from "./forms";
import { FleetList } from "./fleet-list";
import { LiveElement } from "./live-element";
import { LiveState } from "./live-state";
import { startOffline } from "./offline";
import { OutBox } from "./out-box";
import { SqlConsole } from "./sql-console";

rememberBrowserZone();
startForms();
startAges();
keepFocus();
startOffline();
customElements.define("live-state", LiveState);
customElements.define("alarm-counts", AlarmCounts);
customElements.define("out-box", OutBox);
customElements.define("fleet-list", FleetList);
customElements.define("sql-console", SqlConsole);

// Loaded only on pages that use them.
const lazy: Record<string, () => Promise<CustomElementConstructor>> = {
  "alarm-list": async () => (await import("./alarm-list")).AlarmList,
  "alarm-detail": async () => (await import("./alarm-detail")).AlarmDetail,
  "fleet-map": async () => (await import("./fleet-map")).FleetMap,
  "drill-live": async () => (await import("./drill-live")).DrillLive,
  "push-switch": async () => (await import("./push-switch")).PushSwitch,
  "replay-bar": async () => (await import("./replay-bar")).ReplayBar,
  "strip-log": async () => (await import("./strip-log/strip-log")).StripLog,
  "chart-view": async () => (await import("./chart-view")).ChartView,
};
const requested = new Set<string>();

function loadElements(): void {
  for (const [name, load] of Object.entries(lazy)) {
    if (requested.has(name) || !document.querySelector(name)) continue;
    requested.add(name);
    load().then((element) => customElements.define(name, element), () => requested.delete(name));
  }
}

const bundleAddress = (): string | null => document.querySelector('script[type="module"]')?.getAttribute("src") ?? null;
const loadedFrom = bundleAddress();

loadElements();
onPageMerged(() => {
  // The server was upgraded: its markup needs the matching script, which a merge does not run.
  if (bundleAddress() !== loadedFrom) {
    location.reload();
    return;
  }
  loadElements();
  LiveElement.renewAll();
});
