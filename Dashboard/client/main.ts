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
  "spectrum-view": async () => (await import("./spectrum-view")).SpectrumView,
  "chart-view": async () => (await import("./chart-view")).ChartView,
};
const requested = new Set<string>();

// What waits until it is seen: a chart below the first screen, on a bad line.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    loadElement(target.localName);
  }
});

function loadElement(name: string): void {
  const load = lazy[name];
  if (!load || requested.has(name)) return;
  requested.add(name);
  load().then((element) => customElements.define(name, element), () => requested.delete(name));
}

function loadElements(): void {
  for (const name of Object.keys(lazy)) {
    if (document.querySelector(`${name}:not([data-when="seen"])`)) loadElement(name);
    else document.querySelectorAll(name).forEach((element) => seen.observe(element));
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
