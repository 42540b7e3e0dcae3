// Messages of /hub/fleet and of the REST calls used here; see docs/rest.md.

export interface FleetItem {
  asset: string;
  region: string;
  healthIndex: number | null;
  grade: string | null;
  failureMode: string | null;
  failureProbability: number | null;
  drillingState: string | null;
  eventTimeUnixMillis: number | null;
  seenUnixMillis: number | null;
  newestStampUnixMillis: number | null;
  assessedUnixMillis: number | null;
  assessedSeenUnixMillis: number | null;
  summary: string | null;
}

export interface FleetMessage {
  serverTimeUnixMillis: number;
  items: FleetItem[];
}

export type Triple = [mean: number | null, min: number | null, max: number | null];

export interface AssetMessage {
  serverTimeUnixMillis: number;
  item: FleetItem;
  reasons: string[];
  corrections: number;
  channels: Record<string, Triple>;
}

export interface Series {
  name: string;
  min: (number | null)[];
  max: (number | null)[];
  mean: (number | null)[];
}

export interface ChannelHistory {
  asset: string;
  bucketSeconds: number;
  timesUnixMillis: number[];
  channels: Series[];
}
