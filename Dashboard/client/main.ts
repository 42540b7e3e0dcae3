// Entry of the browser bundle. Pages are complete without it; it brings what is live.
import "./styles/main.css";
import { startAges } from "./ages";
import { rememberBrowserZone, startForms } from "./forms";
import { LiveState } from "./live-state";
import { FleetList } from "./fleet-list";
import { SqlConsole } from "./sql-console";

document.documentElement.classList.add("has-script");
rememberBrowserZone();
startForms();
startAges();
customElements.define("live-state", LiveState);
customElements.define("fleet-list", FleetList);
customElements.define("sql-console", SqlConsole);

// The map and the charts bring their libraries only to pages that have them.
if (document.querySelector("fleet-map")) {
  void import("./fleet-map").then((m) => customElements.define("fleet-map", m.FleetMap));
}
if (document.querySelector("drill-live")) {
  void import("./drill-live").then((m) => customElements.define("drill-live", m.DrillLive));
}
