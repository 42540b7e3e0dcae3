// Acknowledgements given without a connection: kept on the device, sent in order once the server answers, each once (its request key). An
// acknowledgement names the occurrence and the priority that were seen, so one that comes late silences nothing new; what depends on the
// moment, such as shelving, is not kept.

export interface Kept {
  address: string;
  fields: [string, string][];
  keptAt: number;
}

const store = "actions";
const maxKept = 200;
const changed = new EventTarget();

/** Whether an action may be sent later. */
export function mayWait(body: FormData): boolean {
  return body.get("action") === "acknowledge" && "indexedDB" in window;
}

/** Keeps the form to be sent later; false when there are too many already. */
export async function keepForLater(address: string, body: FormData): Promise<boolean> {
  const fields = [...body.entries()].filter((field): field is [string, string] => typeof field[1] === "string");
  if ((await count()) >= maxKept) return false;
  await inStore("readwrite", (actions) => actions.add({ address, fields, keptAt: Date.now() } satisfies Kept));
  changed.dispatchEvent(new Event("change"));
  return true;
}

export function onOutboxChange(listener: () => void, signal: AbortSignal): void {
  changed.addEventListener("change", listener, { signal });
}

export function count(): Promise<number> {
  return inStore("readonly", (actions) => actions.count());
}

/** Discards all that waits. */
export async function discard(): Promise<void> {
  await inStore("readwrite", (actions) => actions.clear());
  changed.dispatchEvent(new Event("change"));
}

/**
 * Sends what waits, oldest first, in one tab at a time. Ends at the first that the server did not get; what it answered, done or refused,
 * is passed on and no longer waits.
 */
export async function deliver(send: (kept: Kept) => Promise<string>, said: (words: string) => void): Promise<void> {
  await navigator.locks.request("maintenance-outbox", async () => {
    for (;;) {
      const key = (await inStore("readonly", (actions) => actions.getAllKeys(null, 1)))[0];
      if (key === undefined) return;
      const kept = await inStore<Kept | undefined>("readonly", (actions) => actions.get(key) as IDBRequest<Kept | undefined>);
      if (!kept) continue;
      const words = await send(kept);
      await inStore("readwrite", (actions) => actions.delete(key));
      said(words);
      changed.dispatchEvent(new Event("change"));
    }
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (actions: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("The device's storage refused it."));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("maintenance-outbox", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
