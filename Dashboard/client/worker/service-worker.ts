// Keeps the pages somebody has opened, so that without a connection they show what was last known, and how old it is. A page comes from the
// server whenever that answers in time: what is kept is never shown for current.
import { bundleOf, keptPage, noPage } from "./kept-page";
import { startPush } from "./push";

declare const self: ServiceWorkerGlobalScope;

const pages = "pages";
const assets = "assets";
const maxPages = 40;
const maxPageBytes = 1 << 20;
const maxBundles = 2;

// A bad line: beyond this a kept page is shown while the new one is still on its way.
const patienceMillis = 6000;

startPush();
self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  // Whoever signs in next must not see what somebody else has opened.
  if (url.pathname === "/sign-out" || url.pathname === "/sign-in") {
    event.waitUntil(caches.delete(pages));
    return;
  }
  if (event.request.method !== "GET") return;
  else if (bundleOf(url.pathname) !== null) event.respondWith(asset(event.request, url));
  else if (isPage(event.request, url)) event.respondWith(page(event, url));
});

const isPage = (request: Request, url: URL): boolean => !/^\/(api|hub|_blazor|_framework)\//.test(url.pathname)
  && (request.mode === "navigate" || (request.headers.get("accept") ?? "").startsWith("text/html"));

/** Files of the bundle never change: their address holds their digest. */
async function asset(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(assets);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await dropOldBundles(cache, bundleOf(url.pathname)!);
  }
  return answer;
}

async function dropOldBundles(cache: Cache, newest: string): Promise<void> {
  const keys = await cache.keys();
  const bundles = new Set<string>([newest]);
  for (const key of [...keys].reverse()) bundles.add(bundleOf(new URL(key.url).pathname) ?? "");
  const kept = new Set([...bundles].slice(0, maxBundles));
  await Promise.all(keys.filter((key) => !kept.has(bundleOf(new URL(key.url).pathname) ?? "")).map((key) => cache.delete(key)));
}

async function page(event: FetchEvent, url: URL): Promise<Response> {
  const address = url.pathname + url.search;
  const answer = fetch(event.request);
  event.waitUntil(answer.then((fresh) => keep(address, fresh.clone()), () => undefined));
  const kept = await (await caches.open(pages)).match(address);
  try {
    return kept ? await inTime(answer) : await answer;
  } catch {
    return kept ? keptPage(kept) : noPage(await addresses());
  }
}

function inTime(answer: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer in time")), patienceMillis);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function keep(address: string, answer: Response): Promise<void> {
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in") await caches.delete(pages);
  if (!answer.ok || answer.redirected || !(answer.headers.get("content-type") ?? "").startsWith("text/html")) return;
  const text = await answer.text();
  if (text.length > maxPageBytes) return;
  const cache = await caches.open(pages);
  const headers = new Headers(answer.headers);
  headers.set("x-received", String(Date.now()));
  await cache.delete(address);
  await cache.put(address, new Response(text, { headers }));
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - maxPages))) await cache.delete(key);
}

async function addresses(): Promise<string[]> {
  const keys = await (await caches.open(pages)).keys();
  return keys.map((key) => new URL(key.url)).map((url) => url.pathname + url.search).reverse();
}
