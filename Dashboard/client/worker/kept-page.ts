// What a kept page says of itself: since when it is known, and the server's time as the device can tell it.

/** The bundle that a file belongs to; null for anything else. */
export function bundleOf(path: string): string | null {
  return /^\/assets\/([0-9a-f]+)\//.exec(path)?.[1] ?? null;
}

/** A kept page: its ages count from the server's time now, and it says that it is kept. */
export async function keptPage(kept: Response): Promise<Response> {
  const text = await kept.text();
  const time = /<meta name="server-time" content="(\d+)" ?\/?>/.exec(text);
  const headers = new Headers(kept.headers);
  if (!time) return new Response(text, { headers });
  const rendered = Number(time[1]);
  const ahead = rendered - Number(kept.headers.get("x-received") ?? rendered);
  return new Response(text.replace(time[0], `<meta name="kept-since" content="${rendered}"><meta name="server-time" content="${Date.now() + ahead}">`), { headers });
}

/** Nothing is kept of the page asked for. */
export function noPage(kept: string[]): Response {
  const links = kept.map((address) => `<li><a href="${escape(address)}">${escape(address)}</a></li>`).join("");
  const list = links.length > 0 ? `<p>Pages kept on this device:</p><ul>${links}</ul>` : "";
  return new Response(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`
    + `<meta name="color-scheme" content="light dark"><title>No connection · Maintenance</title></head><body><main><h1>No connection</h1>`
    + `<p>The server could not be reached, and this page was not opened before on this device.</p>${list}</main></body></html>`,
  { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
