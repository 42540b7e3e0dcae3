// Alarms that are pushed: shown when they come, opened by a click. What they say comes sealed from the server; where they lead is within it.
declare const self: ServiceWorkerGlobalScope;

interface Pushed { title: string; body: string; tag: string; url: string; urgent: boolean }

export function startPush(): void {
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(String(event.notification.data ?? "/alarms")));
  });
  self.addEventListener("pushsubscriptionchange", (event) => (event as ExtendableEvent).waitUntil(renew()));
}

async function show(data: PushMessageData | null): Promise<void> {
  // A browser wants to see something shown for each message, even one that cannot be read.
  const pushed = read(data) ?? { title: "Maintenance", body: "There are alarms.", tag: "", url: "/alarms", urgent: false };
  await self.registration.showNotification(pushed.title, {
    body: pushed.body, tag: pushed.tag, data: within(pushed.url), icon: "/icon.svg", requireInteraction: pushed.urgent,
  });
}

function read(data: PushMessageData | null): Pushed | null {
  try {
    return data?.json() as Pushed ?? null;
  } catch {
    return null;
  }
}

function within(address: string): string {
  const url = new URL(address, self.location.origin);
  return url.origin === self.location.origin ? url.pathname + url.search : "/alarms";
}

async function open(path: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = pages.find((page) => new URL(page.url).pathname === path) ?? pages[0];
  if (shown === undefined) await self.clients.openWindow(path);
  else {
    await shown.focus();
    if (new URL(shown.url).pathname !== path) await shown.navigate(path);
  }
}

// The browser has another address for this device.
async function renew(): Promise<void> {
  const answer = await fetch("/api/v1/push/key");
  if (!answer.ok) return;
  const { publicKey } = await answer.json() as { publicKey: string };
  const subscription = await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  await fetch("/api/v1/push/devices", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...subscription.toJSON(), device: "a browser that was renewed" }),
  });
}
