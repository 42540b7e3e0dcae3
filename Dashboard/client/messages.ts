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
  site: string;
  rig: string;
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

export interface FleetListMessage {
  serverTimeUnixMillis: number;
  counts: number[];
  length: number;
  first: number;
  assets: string[];
  items: FleetItem[];
  places: { place: string; counts: number[] }[];
  statesVersion: string;
}

/** An alarm as a list shows it, texts in the person's words, units and zone: Display/ShownAlarm.cs. */
export interface AlarmItem {
  id: string;
  version: number;
  token: string;
  priority: number;
  priorityText: string;
  state: string;
  stateText: string;
  isCalling: boolean;
  isFirst: boolean;
  onsetUnixMillis: number | null;
  since: string;
  title: string;
  asset: string;
  region: string;
  rig: string;
  value: string;
  acknowledged: string;
  note: string;
}

export interface AlarmsMessage {
  serverTimeUnixMillis: number;
  isFirst: boolean;
  isLast: boolean;
  items: AlarmItem[];
  gone: string[];
}

export interface AlarmCount {
  high: number;
  medium: number;
  low: number;
  highCalling: number;
  mediumCalling: number;
  lowCalling: number;
}

export interface AlarmCountsMessage {
  serverTimeUnixMillis: number;
  count: AlarmCount;
  complaint: string | null;
}

export interface AlarmAssetsMessage {
  serverTimeUnixMillis: number;
  assets: Record<string, AlarmCount>;
  regions: Record<string, AlarmCount>;
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

export interface DepthHistory {
  asset: string;
  topMetres: number;
  bottomMetres: number;
  bucketMetres: number;
  offBottomHours: number;
  depthsMetres: number[];
  timesUnixMillis: number[];
  timesDrilled: number[];
  channels: Series[];
}

export interface ChannelHistory {
  asset: string;
  bucketSeconds: number;
  timesUnixMillis: number[];
  channels: Series[];
}
