// Messages of /hub/fleet and of the REST calls used here; see docs/rest.md.

export interface LastAssessment {
  eventTimeUnixMillis: number;
  seenUnixMillis: number;
  healthIndex: number | null;
  grade: string;
  failureMode: string;
  failureProbability: number | null;
}

export interface FleetItem {
  asset: string;
  region: string;
  state: string;
  healthIndex: number | null;
  grade: string | null;
  failureMode: string | null;
  failureProbability: number | null;
  notAssessed: string | null;
  lastAssessment: LastAssessment | null;
  sensorFaults: string[];
  drillingState: string | null;
  eventTimeUnixMillis: number | null;
  seenUnixMillis: number | null;
  receivedUnixMillis: number | null;
  newestStampUnixMillis: number | null;
  summary: string | null;
}

export interface FleetMessage {
  serverTimeUnixMillis: number;
  items: FleetItem[];
}

export type Triple = [mean: number | null, min: number | null, max: number | null];

export interface ConditionLine {
  kind: string;
  label: string;
  text: string;
  detail: string;
  advice: string;
}

export interface AssetMessage {
  serverTimeUnixMillis: number;
  item: FleetItem;
  reasons: string[];
  note: string;
  advice: string | null;
  effect: string | null;
  rul: string | null;
  lines: ConditionLine[];
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
