// The fleet on a map of land outlines; no tile server. Drills too close together share a mark that shows their number and their worst
// state.
import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import Supercluster from "supercluster";
import { feature } from "topojson-client";
import type { FeatureCollection, Geometry, Polygon, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/land-110m.json";
import { go } from "./blazor";
import { LiveElement } from "./live-element";
import { states } from "./shown";
import { gradeWords } from "./words";

const apartPixels = 34;
/** Pixels of the world at zoom 0. */
const worldPixels = 256;
const reloadMillis = 5000;
const listed = 200;
// A grade says more of a place than that one of its drills has none.
const silentStates = ["unassessed", "none"];
const byRisk = [...states.filter((s) => !silentStates.includes(s)), ...silentStates];

interface Place { asset: string; state: string }

/** Number of drills in each of the states. */
type Tally = Record<string, number>;

interface Places { assets: string[]; latitudes: number[]; longitudes: number[]; states: number[] }

export class FleetMap extends LiveElement {
  private map: L.Map | null = null;
  private readonly marks = L.layerGroup();
  private clusters: Supercluster<Place, Tally> | null = null;
  private loadRequested = false;
  private loadedAt = -reloadMillis;
  private shows = "";

  protected start(signal: AbortSignal): void {
    // In a child element: navigation resets the attributes of a kept element to those in the markup, and Leaflet sets its own.
    const host = Object.assign(document.createElement("div"), { className: "map" });
    this.replaceChildren(host);
    const topology = world as unknown as Topology<{ land: GeometryCollection }>;
    // Without zoom animation: Leaflet ends one by a timer that it does not stop when the map is removed, and that then throws.
    const map = L.map(host, {
      attributionControl: false, zoomControl: false, minZoom: 0, maxZoom: 8, zoomSnap: 0.25, worldCopyJump: false, zoomAnimation: false,
    });
    this.map = map;
    L.control.zoom({ position: "bottomright" }).addTo(map);
    L.geoJSON(unwrap(feature(topology, topology.objects.land)), { interactive: false, style: { className: "land", weight: 0.6 } }).addTo(map);
    this.marks.addTo(map);
    map.on("zoomend moveend", () => this.draw());
    map.setView([20, 0], 1);
    const size = new ResizeObserver(() => map.invalidateSize());
    size.observe(this);
    // A map that nobody sees is not kept current.
    let isSeen = false;
    let isStale = true;
    const seen = new IntersectionObserver((entries) => {
      isSeen = entries.some((e) => e.isIntersecting);
      if (isSeen && isStale) void this.load(signal).then(() => { isStale = false; });
    });
    seen.observe(this);
    this.closest("fleet-list")?.addEventListener("fleet-changed", () => {
      isStale = true;
      if (isSeen) void this.load(signal).then(() => { isStale = false; });
    }, { signal });
    signal.addEventListener("abort", () => {
      size.disconnect();
      seen.disconnect();
      map.remove();
      this.map = null;
    });
  }

  /** This element is permanent: another selection of drills keeps the map and moves it. */
  protected override renew(): void {
    this.map?.closePopup();
    void this.load(null);
  }

  /** Fetches where the drills are, but not more often than somebody could follow. */
  private async load(signal: AbortSignal | null): Promise<void> {
    if (this.loadRequested && signal) return;
    this.loadRequested = true;
    const wait = signal ? this.loadedAt + reloadMillis - performance.now() : 0;
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    this.loadRequested = false;
    if (signal?.aborted || !this.map) return;
    this.loadedAt = performance.now();
    const query = new URLSearchParams();
    for (const name of ["region", "grade", "at"]) if (this.dataset[name]) query.set(name, this.dataset[name] ?? "");
    try {
      const answer = await fetch(`/fleet/places?${query.toString()}`, { signal });
      if (answer.ok) this.take(await answer.json() as Places, query.toString());
    } catch {
      // Not connected: the marks stay, and the page says that it is not live.
    }
  }

  private take(places: Places, shows: string): void {
    const map = this.map;
    if (!map) return;
    const clusters = new Supercluster<Place, Tally>({
      radius: apartPixels, extent: worldPixels, maxZoom: map.getMaxZoom() - 1, minPoints: 2,
      map: ({ state }) => ({ [state]: 1 }),
      reduce: (sum, of) => { for (const [state, count] of Object.entries(of)) sum[state] = (sum[state] ?? 0) + count; },
    });
    clusters.load(places.assets.map((asset, i) => ({
      type: "Feature",
      properties: { asset, state: states[places.states[i] ?? -1] ?? "none" },
      geometry: { type: "Point", coordinates: [places.longitudes[i]!, places.latitudes[i]!] },
    })));
    this.clusters = clusters;
    this.dataset["drills"] = String(places.assets.length);
    if (this.shows !== shows || this.shows === "") this.fit(places);
    this.shows = shows || "all";
    this.draw();
  }

  private fit(places: Places): void {
    const { latitudes, longitudes } = places;
    if (latitudes.length === 0) this.map?.setView([20, 0], 1);
    else this.map?.fitBounds(L.latLngBounds(latitudes.map((lat, i) => L.latLng(lat, longitudes[i]!))), { padding: [44, 44], maxZoom: 5 });
  }

  /** Marks of what is in sight and a little around it. */
  private draw(): void {
    const { map, clusters } = this;
    if (!map || !clusters) return;
    const view = map.getBounds().pad(0.2);
    this.marks.clearLayers();
    const around: [number, number, number, number] = [
      Math.max(-180, view.getWest()), Math.max(-90, view.getSouth()), Math.min(180, view.getEast()), Math.min(90, view.getNorth())];
    for (const found of clusters.getClusters(around, Math.round(map.getZoom()))) {
      const [lon, lat] = found.geometry.coordinates;
      const at = L.latLng(lat!, lon!);
      if ("cluster_id" in found.properties) this.marks.addLayer(this.group(at, found.properties as Tally & Supercluster.ClusterProperties));
      else this.marks.addLayer(this.single(at, found.properties as Place));
    }
  }

  private single(at: L.LatLng, { asset, state }: Place): L.Marker {
    return this.mark(at, state, null, `${asset}: ${gradeWords(state)}`, () => go(`/drills/${encodeURIComponent(asset)}`));
  }

  private group(at: L.LatLng, properties: Tally & Supercluster.ClusterProperties): L.Marker {
    const counts = byRisk.map((s) => ({ state: s, count: properties[s] ?? 0 })).filter((c) => c.count > 0);
    const total = properties.point_count.toLocaleString("en");
    const label = `${total} drills: ${counts.map((c) => `${c.count} ${gradeWords(c.state)}`).join(", ")}`;
    return this.mark(at, counts[0]?.state ?? "none", total, label, () => this.open(at, properties.cluster_id));
  }

  private mark(at: L.LatLng, state: string, count: string | null, label: string, open: () => void): L.Marker {
    const icon = document.createElement("div");
    icon.innerHTML = `<svg class="grade grade-${state}" aria-hidden="true"><use href="#grade-${state}"></use></svg>`;
    if (count !== null) {
      const number = document.createElement("span");
      number.className = "map-count";
      number.textContent = count;
      icon.append(number);
    }
    const marker = L.marker(at, {
      icon: L.divIcon({ className: "map-mark", html: icon, iconSize: [28, 28] }),
      title: label, alt: label, riseOnHover: true, zIndexOffset: (byRisk.length - byRisk.indexOf(state)) * 1000,
    });
    return marker.on("click", open).on("keypress", (e) => {
      if ((e.originalEvent as KeyboardEvent).key === "Enter") open();
    });
  }

  /** A group zooms in until it separates, or shows a list if its drills are at the same place. */
  private open(at: L.LatLng, cluster: number): void {
    const [map, clusters] = [this.map!, this.clusters!];
    const zoom = clusters.getClusterExpansionZoom(cluster);
    if (zoom <= map.getMaxZoom() - 1) {
      map.setView(at, zoom);
      return;
    }
    const list = document.createElement("ul");
    list.className = "map-list";
    for (const { properties: { asset, state } } of clusters.getLeaves(cluster, listed)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/drills/${encodeURIComponent(asset)}`;
      link.textContent = `${asset} · ${gradeWords(state)}`;
      item.append(link);
      list.append(item);
    }
    L.popup({ maxHeight: 220 }).setLatLng(at).setContent(list).openOn(map);
  }
}

/**
 * Rings that cross the date line jump from 180 to -180 degrees, which a flat map would draw as a line across the world. They are continued
 * past 180 and drawn again on the other side. The ring around the pole (Antarctica) cannot be drawn this way and is left out; nobody drills
 * there.
 */
function unwrap(land: FeatureCollection<Geometry>): Polygon {
  const rings: Position[][] = [];
  for (const { geometry } of land.features) {
    const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : geometry.type === "Polygon" ? [geometry.coordinates] : [];
    for (const ring of polygons.flat()) {
      const flat = continued(ring);
      const [first, last] = [flat[0], flat[flat.length - 1]];
      if (!first || !last || Math.abs(first[0]! - last[0]!) > 180) continue;
      rings.push(flat);
      const shift = flat.some((p) => p[0]! > 180) ? -360 : flat.some((p) => p[0]! < -180) ? 360 : 0;
      if (shift !== 0) rings.push(flat.map((p) => [p[0]! + shift, p[1]!]));
    }
  }
  return { type: "Polygon", coordinates: rings }; // filled even-odd, so that inland seas stay open
}

function continued(ring: Position[]): Position[] {
  let turns = 0;
  return ring.map((p, i) => {
    const step = i === 0 ? 0 : p[0]! - ring[i - 1]![0]!;
    if (step > 180) turns--;
    else if (step < -180) turns++;
    return [p[0]! + 360 * turns, p[1]!];
  });
}
