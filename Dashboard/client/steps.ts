// The live feed tells of a drill's newest block only: after an outage many arrive at once, and those in between are in the store alone.
// This tells by the time from message to message when some may have been left out.
import type { AssetMessage } from "./messages";

const remembered = 15;
const longer = 1.5;

export class Steps {
  private last: number | null = null;
  private steps: number[] = [];

  /** Notes a block's event time, ms. True when more than one usual step lies between it and the one before. */
  leapsTo(time: number): boolean {
    const step = this.last === null ? 0 : time - this.last;
    if (this.last !== null && step <= 0) return false; // the same again, or corrected
    this.last = time;
    if (step === 0) return false;
    const usual = [...this.steps].sort((a, b) => a - b)[this.steps.length >> 1] ?? step;
    this.steps = [...this.steps.slice(1 - remembered), step];
    return step > longer * usual;
  }
}

/** Notices that the store knows more of a drill's past than the live feed has said: blocks left out, or corrected. */
export class PastWatch {
  private readonly steps = new Steps();
  private corrections = -1;

  /** Notes a message. True when the past must be read again. */
  changesWith({ item, corrections }: AssetMessage): boolean {
    const time = item.eventTimeUnixMillis;
    const leaps = time !== null && this.steps.leapsTo(time);
    const isCorrected = this.corrections >= 0 && corrections !== this.corrections;
    this.corrections = corrections;
    return leaps || isCorrected;
  }
}
