// Draws the table inside it (Controls/Chart.razor) with ApexCharts, and redraws when values change. The chart is purely visual: the table
// stays in the page, visually hidden, for screen readers.
import ApexCharts, { type ApexOptions } from "apexcharts";
import { LiveElement } from "./live-element";

const barPixels = 32;
const columnsPixels = 200;

export class ChartView extends LiveElement {
  protected start(signal: AbortSignal): void {
    const plot = this.querySelector<HTMLElement>(".chart-plot");
    const table = this.querySelector("table");
    if (!plot || !table) return;
    const sheet = document.querySelector<HTMLLinkElement>("#apexcharts-css");
    if (sheet?.media === "print") sheet.media = "all"; // see Controls/Chart.razor
    plot.replaceChildren();
    this.dataset["drawn"] = "true";
    const chart = new ApexCharts(plot, this.options(table));
    void chart.render();
    const redraw = (): void => void chart.updateOptions(this.options(table), false, false);
    const watch = new MutationObserver(redraw);
    watch.observe(table, { characterData: true, childList: true, subtree: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal });
    signal.addEventListener("abort", () => {
      watch.disconnect();
      chart.destroy();
    });
  }

  private options(table: HTMLTableElement): ApexOptions {
    const unit = this.dataset["unit"] ?? "";
    const isBars = this.dataset["shape"] === "bars";
    const isAgainst = this.dataset["shape"] === "against";
    const rows = [...table.tBodies[0]?.rows ?? []];
    const names = [...table.tHead?.rows[0]?.cells ?? []].slice(1).map((cell) => cell.textContent ?? "");
    const tones = [...this.querySelectorAll(".tone")].map((tone) => getComputedStyle(tone));
    const style = getComputedStyle(this);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const number = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: Number(this.dataset["decimals"]) });
    const labels = { style: { colors: colour("--muted"), fontSize: "12px" } };
    return {
      chart: {
        type: isAgainst ? "line" : "bar", stacked: !isAgainst, height: isBars ? 24 + barPixels * rows.length : columnsPixels, fontFamily: "inherit", background: "transparent",
        animations: { enabled: false }, toolbar: { show: false }, zoom: { enabled: false },
      },
      series: names.map((name, i) => ({ name, type: isAgainst && i > 0 ? "line" : "column", data: rows.map((row) => figure(row.cells[i + 1])) })),
      colors: tones.map((tone) => tone.backgroundColor),
      plotOptions: { bar: { horizontal: isBars, barHeight: "76%", columnWidth: "70%" } },
      stroke: isAgainst ? { width: names.map((_, i) => (i > 0 ? 2 : 0)), curve: "stepline" } : { width: 1, colors: [colour("--surface")] },
      dataLabels: {
        enabled: isBars, formatter: (value) => Number(value) > 0 ? number(Number(value)) : "",
        style: { fontSize: "12px", fontWeight: 600, colors: tones.map((tone) => tone.color) },
      },
      xaxis: {
        categories: rows.map((row) => row.cells[0]?.textContent ?? ""), axisBorder: { show: false }, axisTicks: { show: false },
        labels: isBars ? { show: false } : { ...labels, rotate: 0, hideOverlappingLabels: true },
      },
      yaxis: { labels: isBars ? { ...labels, maxWidth: 140 } : { ...labels, formatter: number } },
      grid: { borderColor: colour("--grid"), padding: { top: -20, bottom: isBars ? -10 : 0 }, xaxis: { lines: { show: false } }, yaxis: { lines: { show: !isBars } } },
      legend: { show: false }, // it would inject an inline style; Controls/Chart.razor renders the legend
      states: { hover: { filter: { type: "none" } }, active: { filter: { type: "none" } } },
      tooltip: { shared: !isBars, intersect: isBars, y: { formatter: (value) => `${number(value)} ${unit}` } },
    };
  }
}

/** Null where nothing is known. */
function figure(cell: HTMLTableCellElement | undefined): number | null {
  const value = Number((cell?.textContent ?? "").replaceAll(",", ""));
  return Number.isNaN(value) ? null : value;
}
