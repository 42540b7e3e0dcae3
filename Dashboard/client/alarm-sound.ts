// Optional sound: off until somebody switches it on in this browser. A tone pattern per priority, repeated while an alarm of it is not
// acknowledged. Browsers allow sound only after a click, so after a reload it may be blocked; the button then says so.
const setting = "maintenance-alarm-sound";

interface Pattern { everyMillis: number; notes: [startSeconds: number, hertz: number, seconds: number][] }

const patterns: Record<number, Pattern> = {
  3: { everyMillis: 2500, notes: [[0, 988, 0.14], [0.2, 988, 0.14], [0.4, 988, 0.14], [0.75, 1319, 0.14], [0.95, 1319, 0.14]] },
  2: { everyMillis: 6000, notes: [[0, 784, 0.18], [0.28, 784, 0.18], [0.56, 659, 0.18]] },
  1: { everyMillis: 15_000, notes: [[0, 523, 0.22], [0.32, 440, 0.22]] },
};

export type SoundState = "off" | "on" | "blocked";

export class AlarmSound extends EventTarget {
  private context: AudioContext | null = null;
  private priority = 0;
  private nextAt = 0;
  /** How often a pattern was begun. */
  played = 0;

  constructor(signal: AbortSignal) {
    super();
    const timer = setInterval(() => this.tick(), 250);
    signal.addEventListener("abort", () => {
      clearInterval(timer);
      void this.context?.close();
      this.context = null;
    });
    if (this.isOn) this.arm();
  }

  get isOn(): boolean { return localStorage.getItem(setting) === "on"; }

  get state(): SoundState { return !this.isOn ? "off" : this.context?.state === "running" ? "on" : "blocked"; }

  /** Called by a click, which is what browsers ask for. */
  toggle(): void {
    if (this.state === "on" || (this.state === "off") === false && this.context?.state === "closed") localStorage.setItem(setting, "off");
    else localStorage.setItem(setting, "on");
    if (this.isOn) this.arm();
    this.nextAt = 0;
    this.dispatchEvent(new Event("state"));
  }

  /** The greatest priority that calls for somebody; 0 when none does. */
  call(priority: number): void {
    if (priority > this.priority) this.nextAt = 0; // a more urgent one is heard at once
    this.priority = priority;
  }

  private arm(): void {
    this.context ??= new AudioContext();
    this.context.onstatechange = (): void => { this.dispatchEvent(new Event("state")); };
    void this.context.resume().catch(() => undefined);
  }

  private tick(): void {
    const pattern = patterns[this.priority];
    if (!pattern || this.state !== "on" || performance.now() < this.nextAt) return;
    this.nextAt = performance.now() + pattern.everyMillis;
    this.played++;
    this.dispatchEvent(new Event("state"));
    for (const note of pattern.notes) this.play(...note);
  }

  private play(startSeconds: number, hertz: number, seconds: number): void {
    const { context } = this;
    if (!context) return;
    const [tone, volume, at] = [context.createOscillator(), context.createGain(), context.currentTime + startSeconds];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.25, at + 0.01);
    volume.gain.setValueAtTime(0.25, at + seconds - 0.03);
    volume.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
  }
}
