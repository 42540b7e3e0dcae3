// What list, head and map say of a drill at a time: Display/ShownCondition.cs for the newest message, as time goes by.
import type { FleetItem } from "./messages";
import { failureMode, finding, last, notAssessed, silent } from "./words";

/** In the order of a list and of the chart's columns: Api/Fleet/DrillStates.cs. */
export const states = ["D", "C", "sensor", "unassessed", "B", "A", "none"];

export interface Shown {
  state: string;
  mark: string;
  isHeld: boolean;
  health: number | null;
  finding: string;
  last: string;
}

/** The newest health index known: it decides between drills of one rank. */
function riskHealth(item: FleetItem): number | null {
  return item.healthIndex ?? item.lastAssessment?.healthIndex ?? null;
}

export function shownOf(item: FleetItem, now: number, silentAfterMillis: number): Shown {
  const silence = item.receivedUnixMillis === null ? 0 : now - item.receivedUnixMillis;
  const isSilent = silence > silentAfterMillis;
  const held = item.grade === null ? item.lastAssessment : null;
  const isPresent = item.grade !== null && !isSilent;
  return {
    state: isSilent ? "unassessed" : item.state,
    mark: isSilent ? "unassessed" : item.grade ?? held?.grade ?? (item.receivedUnixMillis === null ? "none" : "unassessed"),
    isHeld: !isSilent && held !== null,
    health: isSilent ? null : riskHealth(item),
    finding: isSilent ? silent(silence) : isPresent ? finding(item.failureMode, item.failureProbability)
      : item.notAssessed === null ? failureMode(null) : notAssessed(item.notAssessed),
    last: isPresent ? "" : lastOf(item, now),
  };
}

function lastOf(item: FleetItem, now: number): string {
  if (item.grade !== null && item.seenUnixMillis !== null) {
    return last(item.grade, item.failureMode ?? "none", item.failureProbability, now - item.seenUnixMillis);
  }
  const held = item.lastAssessment;
  return held ? last(held.grade, held.failureMode, held.failureProbability, now - held.seenUnixMillis) : "";
}
