// The page's one connection to /hub/fleet. It never gives up; what was watched is watched again after every reconnection, and those who show
// history are told to fetch what they missed.
import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import { adjustClock } from "./clock";
import type { AssetMessage, FleetMessage } from "./messages";

export type LinkState = "connecting" | "live" | "reconnecting" | "offline";

const retryMillis = [500, 1000, 2000, 5000, 10_000];

class Hub extends EventTarget {
  private connection: HubConnection | null = null;
  private watches: { method: string; argument: string | null }[] = [];
  private wasLive = false;
  state: LinkState = "connecting";

  watchFleet(region: string | null, onMessage: (message: FleetMessage) => void): void {
    this.ensure().on("fleet", (message: FleetMessage) => {
      adjustClock(message.serverTimeUnixMillis);
      onMessage(message);
    });
    this.watch("WatchFleet", region);
  }

  watchAsset(asset: string, onMessage: (message: AssetMessage) => void): void {
    this.ensure().on("asset", (message: AssetMessage) => {
      if (message.item.asset !== asset) return;
      adjustClock(message.serverTimeUnixMillis);
      onMessage(message);
    });
    this.watch("WatchAsset", asset);
  }

  /** Connects even when the page watches nothing, so that the state shown is true. */
  open(): void {
    this.ensure();
  }

  private watch(method: string, argument: string | null): void {
    this.watches.push({ method, argument });
    if (this.connection?.state === HubConnectionState.Connected) void this.ask(method, argument);
  }

  private ensure(): HubConnection {
    if (this.connection) return this.connection;
    const connection = new HubConnectionBuilder()
      .withUrl("/hub/fleet")
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (c) => retryMillis[Math.min(c.previousRetryCount, retryMillis.length - 1)] ?? 10_000 })
      .configureLogging(LogLevel.None)
      .build();
    this.connection = connection;
    connection.onreconnecting(() => this.setState("reconnecting"));
    connection.onreconnected(() => void this.onConnected());
    connection.onclose(() => {
      this.setState("offline");
      setTimeout(() => void this.start(), 5000);
    });
    void this.start();
    return connection;
  }

  private async start(): Promise<void> {
    for (let attempt = 0; this.connection?.state === HubConnectionState.Disconnected; attempt++) {
      try {
        await this.connection.start();
        await this.onConnected();
        return;
      } catch {
        this.setState(this.wasLive ? "reconnecting" : "offline");
        await new Promise((done) => setTimeout(done, retryMillis[Math.min(attempt, retryMillis.length - 1)]));
      }
    }
  }

  private async onConnected(): Promise<void> {
    await Promise.all(this.watches.map((w) => this.ask(w.method, w.argument)));
    this.setState("live");
    if (this.wasLive) this.dispatchEvent(new Event("reconnected"));
    this.wasLive = true;
  }

  private async ask(method: string, argument: string | null): Promise<void> {
    try {
      await this.connection?.invoke(method, argument);
    } catch {
      // Refused (the asset is gone) or cut off; a cut brings a reconnection, which asks again.
    }
  }

  private setState(state: LinkState): void {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}

export const hub = new Hub();
