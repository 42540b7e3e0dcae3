// The browser's only connection to /hub/fleet; it survives enhanced navigation and never gives up. After every reconnect all watches are
// renewed, and elements that show history are told to fetch what they missed.
import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import { adjustClock } from "./clock";
import type { AlarmAssetsMessage, AlarmCountsMessage, AlarmsMessage, AssetMessage, FleetListMessage } from "./messages";

export type LinkState = "connecting" | "live" | "reconnecting" | "offline";

type Argument = string | number | null;

interface Watch { method: string; end: string; arguments: Argument[]; endArguments: Argument[] }

/** Rows of the list of drills: Live/FleetWindow.cs. */
export interface ListWindow { region: string | null; state: string | null; first: number; count: number }

const retryMillis = [500, 1000, 2000, 5000, 10_000];

class Hub extends EventTarget {
  private connection: HubConnection | null = null;
  private watches: Watch[] = [];
  private wasLive = false;
  state: LinkState = "connecting";

  /** Watches rows of the list of drills until the signal is aborted. Of all watchers only the last is answered. */
  watchList(window: ListWindow, onMessage: (message: FleetListMessage) => void, signal: AbortSignal): void {
    const { region, state, first, count } = window;
    const watch = { method: "WatchList", end: "UnwatchList", arguments: [region, state, first, count], endArguments: [] };
    this.timed("fleetList", onMessage, watch, signal);
  }

  /** Watches one drill until the signal is aborted. */
  watchAsset(asset: string, onMessage: (message: AssetMessage) => void, signal: AbortSignal): void {
    const listener = (message: AssetMessage): void => {
      if (message.item.asset !== asset) return;
      adjustClock(message.serverTimeUnixMillis);
      onMessage(message);
    };
    this.watch("asset", listener, { method: "WatchAsset", end: "UnwatchAsset", arguments: [asset], endArguments: [asset] }, signal);
  }

  /** Watches the list of alarms of a query string, until the signal is aborted. */
  watchAlarms(query: string, onMessage: (message: AlarmsMessage) => void, signal: AbortSignal): void {
    this.timed("alarms", onMessage, { method: "WatchAlarms", end: "UnwatchAlarms", arguments: [query], endArguments: [] }, signal);
  }

  /** Watches the numbers of open alarms, until the signal is aborted. */
  watchAlarmCounts(onMessage: (message: AlarmCountsMessage) => void, signal: AbortSignal): void {
    this.timed("alarmCounts", onMessage, { method: "WatchAlarmCounts", end: "UnwatchAlarmCounts", arguments: [], endArguments: [] }, signal);
  }

  /** Watches the numbers of open alarms by drill, until the signal is aborted. */
  watchAlarmAssets(onMessage: (message: AlarmAssetsMessage) => void, signal: AbortSignal): void {
    this.timed("alarmAssets", onMessage, { method: "WatchAlarmAssets", end: "UnwatchAlarmAssets", arguments: [], endArguments: [] }, signal);
  }

  /** Connects even if the page watches nothing, so that the state shown is correct. */
  open(): void {
    this.ensure();
  }

  private timed<T extends { serverTimeUnixMillis: number }>(event: string, onMessage: (message: T) => void, watch: Watch, signal: AbortSignal): void {
    this.watch(event, (message: T) => {
      adjustClock(message.serverTimeUnixMillis);
      onMessage(message);
    }, watch, signal);
  }

  // The hub handles the calls of a connection in order, so ending one watch cannot overtake starting the next.
  private watch<T>(event: string, listener: (message: T) => void, watch: Watch, signal: AbortSignal): void {
    const connection = this.ensure();
    connection.on(event, listener);
    this.watches.push(watch);
    void this.invoke(watch.method, watch.arguments);
    signal.addEventListener("abort", () => {
      connection.off(event, listener);
      this.watches = this.watches.filter((w) => w !== watch);
      void this.invoke(watch.end, watch.endArguments);
    });
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
    await Promise.all(this.watches.map((w) => this.invoke(w.method, w.arguments)));
    this.setState("live");
    if (this.wasLive) this.dispatchEvent(new Event("reconnected"));
    this.wasLive = true;
  }

  private async invoke(method: string, args: Argument[]): Promise<void> {
    if (this.connection?.state !== HubConnectionState.Connected) return; // all watches are requested once it connects
    try {
      await this.connection.invoke(method, ...args);
    } catch {
      // Refused (the asset is gone) or disconnected; a reconnect requests it again.
    }
  }

  private setState(state: LinkState): void {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}

export const hub = new Hub();
