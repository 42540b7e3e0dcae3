// The rows of a long table that are in sight, with room above and below for those that are not. All rows are of one height.
export class RowWindow {
  readonly above = spacer();
  private readonly below = spacer();
  private rowHeight = 0;

  constructor(private readonly body: HTMLElement, private readonly overscan: number, private readonly most: number, signal: AbortSignal) {
    body.querySelectorAll(".row-spacer").forEach((old) => old.remove());
    body.prepend(this.above);
    body.append(this.below);
    addEventListener("resize", () => { this.rowHeight = 0; }, { passive: true, signal });
  }

  /** First row, and the one after the last. */
  range(count: number): [number, number] {
    const height = this.height();
    const top = this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.min(Math.floor(-top / height) - this.overscan, count - 1));
    return [first, Math.min(count, first + Math.min(this.most, Math.ceil(innerHeight / height) + 2 * this.overscan))];
  }

  space(first: number, last: number, count: number): void {
    resize(this.above, first * this.height());
    resize(this.below, (count - last) * this.height());
  }

  private height(): number {
    if (this.rowHeight === 0) {
      const row = this.above.nextElementSibling;
      this.rowHeight = row && row !== this.below ? row.getBoundingClientRect().height : 0;
    }
    return this.rowHeight || 60;
  }
}

function spacer(): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.className = "row-spacer";
  row.setAttribute("role", "presentation");
  row.append(document.createElement("td"));
  row.hidden = true;
  return row;
}

function resize(row: HTMLTableRowElement, pixels: number): void {
  const value = `${pixels}px`;
  row.hidden = pixels === 0;
  const cell = row.cells[0];
  if (cell && cell.style.height !== value) cell.style.height = value;
}
