// The same texts as Display/Words.cs; a server test compares them.

export function failureMode(mode: string | null): string {
  if (!mode) return "not assessed";
  return mode === "none" ? "no fault" : fromSnake(mode);
}

export function finding(mode: string | null, probability: number | null): string {
  const words = failureMode(mode);
  return !mode || mode === "none" || probability === null ? words : `${words} ${(probability * 100).toFixed(0)}\u00a0%`;
}

export function notAssessed(why: string): string {
  return `not assessed: ${why}`;
}

export function silent(millis: number): string {
  return `no data for ${age(millis)}`;
}

export function last(grade: string, mode: string, probability: number | null, agoMillis: number): string {
  return `last: ${grade}, ${mode === "none" ? "" : `${finding(mode, probability)}, `}${age(agoMillis)} ago`;
}

/** The first, and how many there are. */
export function sensorFaults(faults: string[]): string {
  if (faults.length === 0) return "";
  return faults.length === 1 ? `sensor: ${faults[0]}` : `sensor: ${faults[0]}, and ${faults.length - 1} more`;
}

export function drillingState(state: string | null): string {
  return state ? fromSnake(state) : "unknown";
}

/** A grade, or another state of a drill, as a label. */
export function gradeWords(key: string): string {
  switch (key) {
    case "A": return "as new";
    case "B": return "fit";
    case "C": return "plan work";
    case "D": return "act now";
    case "sensor": return "sensor fault";
    case "unassessed": return "not assessed";
    default: return "no data";
  }
}

/** What a mark says to those who do not see it. */
export function markWords(key: string, isHeld: boolean): string {
  const words = gradeWords(key);
  return key.length > 1 ? words.charAt(0).toUpperCase() + words.slice(1) : `${isHeld ? "Last grade" : "Grade"} ${key}: ${words}`;
}

// Clocks that are right differ by less.
const usualDifferenceMillis = 2000;

/** Of a time that lies ahead, by how much it does. */
export function age(millis: number): string {
  if (millis <= -usualDifferenceMillis) return `${age(-millis)} ahead`;
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 100) return `${Math.floor(seconds)} s`;
  if (seconds < 6000) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** That a drill's clock runs ahead, and by how much; empty unless its newest stamp lies after now. */
export function clockAhead(newestStampUnixMillis: number | null, nowUnixMillis: number): string {
  const ahead = (newestStampUnixMillis ?? 0) - nowUnixMillis;
  return ahead > usualDifferenceMillis ? `clock ${age(ahead)} ahead` : "";
}

function fromSnake(text: string): string {
  return text.replaceAll("_", text === "stick_slip" ? "-" : " ");
}
