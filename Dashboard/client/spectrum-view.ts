// A spectrum with the lines of its machine: drag zooms, a double click shows all, the pointer reads. Replaces the server's picture
// (Controls/SpectrumView.razor), whose values it draws.
import "uplot/dist/uPlot.min.css";
import uPlot from "uplot";
import { LiveElement } from "./live-element";

interface Mark { hz: number; kind: string; label: string }

const height = 220;
const labelRows = 3;
const rowPixels = 12;

export class SpectrumView extends LiveElement {
  private plot: uPlot | null = null;

  protected start(signal: AbortSignal): void {
    const host = this.querySelector<HTMLElement>(".plot");
    if (!host) return;
    const marks = (this.dataset["marks"] ?? "").split("|").filter((m) => m !== "").map((m): Mark => {
      const [hz = "0", kind = "", label = ""] = m.split(";");
      return { hz: Number(hz), kind, label };
    });
    const data: uPlot.AlignedData = [numbers(this.dataset["x"]), numbers(this.dataset["y"])];
    const draw = (): void => {
      if (host.clientWidth === 0) return;
      this.plot?.destroy();
      host.replaceChildren();
      this.plot = new uPlot(this.options(host.clientWidth, marks), data, host);
      host.setAttribute("aria-hidden", "true"); // the table has it as text
      this.dataset["drawn"] = "true";
    };
    const size = new ResizeObserver(() => {
      if (!this.plot) draw();
      else if (host.clientWidth > 0 && host.clientWidth !== this.plot.width) this.plot.setSize({ width: host.clientWidth, height });
    });
    size.observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw, { signal });
    signal.addEventListener("abort", () => {
      size.disconnect();
      this.plot?.destroy();
      this.plot = null;
    });
  }

  private options(width: number, marks: Mark[]): uPlot.Options {
    const style = getComputedStyle(this);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const axis = { stroke: colour("--muted"), font: "11px system-ui, sans-serif", grid: { stroke: colour("--grid"), width: 1 }, ticks: { show: false } };
    return {
      width, height, legend: { show: false }, padding: [labelRows * rowPixels + 4, 26, 0, 0],
      cursor: { points: { size: 5 }, drag: { x: true, y: false }, y: false },
      scales: { x: { time: false }, y: { range: (_, _low, high) => [0, high > 0 ? high * 1.05 : 1] } },
      axes: [
        { ...axis, size: 24, space: 60, gap: 2, values: (_, splits) => splits.map((hz) => `${+hz.toFixed(2)} Hz`) },
        { ...axis, size: 52, space: 26, gap: 4 },
      ],
      series: [{}, { stroke: colour("--line"), width: 1.2, points: { show: false } }],
      hooks: { drawClear: [(plot) => this.drawMarks(plot, marks)], setCursor: [(plot) => this.read(plot)] },
    };
  }

  private drawMarks({ ctx, bbox, scales, valToPos }: uPlot, marks: Mark[]): void {
    const ratio = devicePixelRatio;
    const style = getComputedStyle(this);
    const [low, high] = [scales["x"]?.min ?? 0, scales["x"]?.max ?? 0];
    const ends = new Array<number>(labelRows).fill(-Infinity);
    ctx.save();
    ctx.font = `${10 * ratio}px system-ui, sans-serif`;
    ctx.lineWidth = ratio;
    for (const { hz, kind, label } of marks) {
      if (hz < low || hz > high) continue;
      const x = valToPos(hz, "x", true);
      ctx.strokeStyle = ctx.fillStyle = style.getPropertyValue(`--fault-${kind}`).trim();
      ctx.setLineDash(/[+−]/.test(label) ? [2 * ratio, 3 * ratio] : [5 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      // Where there is no room, the table tells which it is.
      const row = ends.findIndex((end) => end + 4 * ratio < x);
      if (row < 0) continue;
      ctx.fillText(label, x, bbox.top - (4 + row * rowPixels) * ratio);
      ends[row] = x + ctx.measureText(label).width;
    }
    ctx.restore();
  }

  private read(plot: uPlot): void {
    const readout = this.querySelector('[data-field="value"]');
    const index = plot.cursor.idx;
    if (!readout) return;
    const [hz, value] = index === null || index === undefined || (plot.cursor.left ?? -1) < 0 ? [null, null] : [plot.data[0][index], plot.data[1]?.[index]];
    const decimals = Number(this.dataset["decimals"] ?? 2);
    readout.textContent = hz === null || hz === undefined || value === null || value === undefined ? ""
      : `${value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })} ${this.dataset["unit"] ?? ""} at ${hz.toFixed(1)} Hz`;
  }
}

function numbers(text: string | undefined): number[] {
  return (text ?? "").split(" ").filter((n) => n !== "").map(Number);
}
