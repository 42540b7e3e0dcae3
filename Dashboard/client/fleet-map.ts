// The fleet on a map of land outlines; no tile server. Drills too close together share a mark that shows their number and their worst
// state.
import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import { feature } from "topojson-client";
import type { FeatureCollection, Geometry, Polygon, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/land-110m.json";
import { go } from "./blazor";
import { LiveElement } from "./live-element";
import { states } from "./shown";
import { gradeWords } from "./words";

const apartPixels = 34;
// A grade says more of a place than that one of its drills has none.
const silentStates = ["unassessed", "none"];
const byRisk = [...states.filter((s) => !silentStates.includes(s)), ...silentStates];

interface Place { asset: string; state: string; at: L.LatLng }

export class FleetMap extends LiveElement {
  private map: L.Map | null = null;
  private readonly marks = L.layerGroup();
  private drawn = "";

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
    map.on("zoomend", () => this.draw(true));
    this.fit();
    const size = new ResizeObserver(() => map.invalidateSize());
    size.observe(this);
    this.closest("fleet-list")?.addEventListener("fleet-changed", () => this.draw(false), { signal });
    signal.addEventListener("abort", () => {
      size.disconnect();
      map.remove();
      this.map = null;
    });
  }

  /** This element is permanent: another selection of drills keeps the map and moves it. */
  protected override renew(): void {
    this.map?.closePopup();
    this.fit();
  }

  private fit(): void {
    const places = this.places();
    if (places.length === 0) this.map?.setView([20, 0], 1);
    else this.map?.fitBounds(L.latLngBounds(places.map((p) => p.at)), { padding: [44, 44], maxZoom: 5 });
    this.draw(true);
  }

  private places(): Place[] {
    const places: Place[] = [];
    document.querySelectorAll<HTMLElement>(".fleet-row[data-lat][data-lon]").forEach((row) => {
      const { asset, state, lat, lon } = row.dataset;
      if (asset && lat && lon) places.push({ asset, state: state ?? "none", at: L.latLng(Number(lat), Number(lon)) });
    });
    return places;
  }

  private draw(always: boolean): void {
    const map = this.map;
    if (!map) return;
    const places = this.places();
    const state = places.map((p) => `${p.asset}${p.state}`).sort().join();
    if (!always && state === this.drawn) return;
    this.drawn = state;
    this.marks.clearLayers();
    for (const group of this.groups(places)) this.marks.addLayer(this.mark(group));
  }

  /** Groups whose marks, drawn at their centres, do not overlap. */
  private groups(places: Place[]): Place[][] {
    let groups: Place[][] = places.map((p) => [p]);
    // Merging moves a centre and may bring it close to another, so repeat until nothing merges. Each round except the last reduces the
    // number of groups.
    for (let before = groups.length + 1; groups.length < before;) {
      before = groups.length;
      groups = this.merged(groups);
    }
    return groups;
  }

  private merged(groups: Place[][]): Place[][] {
    const kept: { point: L.Point; members: Place[] }[] = [];
    for (const members of groups) {
      const point = this.map!.latLngToLayerPoint(centre(members));
      const near = kept.find((g) => g.point.distanceTo(point) < apartPixels);
      if (near) near.members.push(...members);
      else kept.push({ point, members: [...members] });
    }
    return kept.map((g) => g.members);
  }

  private mark(group: Place[]): L.Marker {
    const worst = byRisk.find((s) => group.some((p) => p.state === s)) ?? "none";
    const first = group[0]!;
    const single = group.length === 1;
    const counts = byRisk
      .map((s) => ({ words: gradeWords(s), count: group.filter((p) => p.state === s).length }))
      .filter((c) => c.count > 0);
    const label = single ? `${first.asset}: ${gradeWords(worst)}`
      : `${group.length} drills: ${counts.map((c) => `${c.count} ${c.words}`).join(", ")}`;
    const icon = document.createElement("div");
    icon.innerHTML = `<svg class="grade grade-${worst}" aria-hidden="true"><use href="#grade-${worst}"></use></svg>`;
    if (!single) {
      const number = document.createElement("span");
      number.className = "map-count";
      number.textContent = String(group.length);
      icon.append(number);
    }
    const marker = L.marker(centre(group), {
      icon: L.divIcon({ className: "map-mark", html: icon, iconSize: [28, 28] }),
      title: label, alt: label, riseOnHover: true, zIndexOffset: (byRisk.length - byRisk.indexOf(worst)) * 1000,
    });
    return marker.on("click", () => this.open(group)).on("keypress", (e) => {
      if ((e.originalEvent as KeyboardEvent).key === "Enter") this.open(group);
    });
  }

  /** A single drill opens its page; a group zooms in until it separates, or shows a list if its drills are at the same place. */
  private open(group: Place[]): void {
    const map = this.map!;
    if (group.length === 1) {
      go(`/drills/${encodeURIComponent(group[0]!.asset)}`);
      return;
    }
    const bounds = L.latLngBounds(group.map((p) => p.at));
    if (map.getZoom() < map.getMaxZoom() && bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 2000) {
      map.fitBounds(bounds, { padding: [60, 60] });
      return;
    }
    const list = document.createElement("ul");
    list.className = "map-list";
    for (const place of group) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/drills/${encodeURIComponent(place.asset)}`;
      link.textContent = `${place.asset} · ${gradeWords(place.state)}`;
      item.append(link);
      list.append(item);
    }
    L.popup({ maxHeight: 220 }).setLatLng(centre(group)).setContent(list).openOn(map);
  }
}

function centre(group: Place[]): L.LatLng {
  const sum = group.reduce((s, p) => [s[0]! + p.at.lat, s[1]! + p.at.lng], [0, 0]);
  return L.latLng(sum[0]! / group.length, sum[1]! / group.length);
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
