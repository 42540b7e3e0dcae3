// The same texts as Display/Words.cs; a server test compares them.

export function failureMode(mode: string | null): string {
  if (!mode) return "not assessed";
  return mode === "none" ? "no fault" : fromSnake(mode);
}

export function finding(mode: string | null, probability: number | null): string {
  const words = failureMode(mode);
  return !mode || mode === "none" || probability === null ? words : `${words} ${(probability * 100).toFixed(0)}\u00a0%`;
}

export function drillingState(state: string | null): string {
  return state ? fromSnake(state) : "unknown";
}

export function gradeWords(grade: string | null): string {
  switch (grade) {
    case "A": return "as new";
    case "B": return "fit";
    case "C": return "plan work";
    case "D": return "act now";
    default: return "no data";
  }
}

export function gradeKey(grade: string | null): string {
  return grade !== null && grade.length === 1 && "ABCD".includes(grade) ? grade : "none";
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
