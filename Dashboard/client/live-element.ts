// Elements that live: each begins when it comes into the page and ends when it leaves it; it begins anew when enhanced navigation has merged another
// page's markup into it, as what it read from the old markup no longer holds. Whatever it starts (listeners, timers, watches) ends with its signal.
const connected = new Set<LiveElement>();

/** Says which rendering of the server the page shows. */
const rendering = (): string => document.querySelector<HTMLMetaElement>('meta[name="server-time"]')?.content ?? "";

export abstract class LiveElement extends HTMLElement {
  private life: AbortController | null = null;
  private begunWith = "";

  connectedCallback(): void {
    connected.add(this);
    this.begin();
  }

  disconnectedCallback(): void {
    connected.delete(this);
    this.end();
  }

  /** Called after each enhanced navigation. Elements that came with it have begun already. */
  static renewAll(): void {
    for (const element of connected) if (element.begunWith !== rendering()) element.renew();
  }

  /** Starts; the markup is complete. All that it starts must end when the signal is aborted. */
  protected abstract start(signal: AbortSignal): void;

  /** The element stayed while the page changed around it and in it. */
  protected renew(): void {
    this.begin();
  }

  /** Runs again and again, until the end. */
  protected every(millis: number, signal: AbortSignal, action: () => void): void {
    const timer = setInterval(action, millis);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  private begin(): void {
    this.end();
    this.begunWith = rendering();
    this.life = new AbortController();
    this.start(this.life.signal);
  }

  private end(): void {
    this.life?.abort();
    this.life = null;
  }
}
