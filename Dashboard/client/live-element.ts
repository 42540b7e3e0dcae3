// Base of live elements. An element starts when it enters the page and ends when it leaves it; it restarts when enhanced navigation has
// merged another page's markup into it, because what it read from the old markup is no longer valid. All it starts (listeners, timers,
// watches) ends with its signal.
const connected = new Set<LiveElement>();

/** Identifies the server rendering that the page shows. */
const rendering = (): string => document.querySelector<HTMLMetaElement>('meta[name="server-time"]')?.content ?? "";

export abstract class LiveElement extends HTMLElement {
  private life: AbortController | null = null;
  private startedWith = "";

  connectedCallback(): void {
    connected.add(this);
    this.begin();
  }

  disconnectedCallback(): void {
    connected.delete(this);
    this.end();
  }

  /** Called after each enhanced navigation. Elements that arrived with it have already started. */
  static renewAll(): void {
    for (const element of connected) if (element.startedWith !== rendering()) element.renew();
  }

  /** Starts the element; its markup is complete. Everything started here must end when the signal is aborted. */
  protected abstract start(signal: AbortSignal): void;

  /** Called when the element was kept while the page around and inside it changed. */
  protected renew(): void {
    this.begin();
  }

  /** Repeats an action until the signal is aborted. */
  protected every(millis: number, signal: AbortSignal, action: () => void): void {
    const timer = setInterval(action, millis);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  private begin(): void {
    this.end();
    this.startedWith = rendering();
    this.life = new AbortController();
    this.start(this.life.signal);
  }

  private end(): void {
    this.life?.abort();
    this.life = null;
  }
}
