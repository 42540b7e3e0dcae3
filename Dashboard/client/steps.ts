// The live feed tells of a drill's newest block only: after an outage many arrive at once, and those in between are in the store alone. This
// tells by the time from message to message when some may have been left out.
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
