// The rows of a long table that are in sight, with room above and below for those that are not. All rows are of one height.
const leastHeight = 24;

export class RowWindow {
  readonly above = spacer();
  private readonly below = spacer();
  private measured = 0;

  /**
   * @param body - The rows' parent.
   * @param sample - Makes a row to measure while there is none.
   * @param overscan - Rows beyond each edge of the screen.
   * @param most - Maximum number of rows.
   * @param signal - Ends it.
   */
  constructor(
    private readonly body: HTMLElement, private readonly sample: () => HTMLTableRowElement, private readonly overscan: number,
    private readonly most: number, signal: AbortSignal) {
    body.querySelectorAll(".row-spacer").forEach((old) => old.remove());
    body.prepend(this.above);
    body.append(this.below);
    addEventListener("resize", () => { this.measured = 0; }, { passive: true, signal });
  }

  get rowHeight(): number {
    if (this.measured === 0) {
      const next = this.above.nextElementSibling;
      const row = next && next !== this.below ? next : this.sample();
      const isNew = !row.isConnected;
      if (isNew) this.body.append(row);
      this.measured = Math.max(leastHeight, row.getBoundingClientRect().height);
      if (isNew) row.remove();
    }
    return this.measured;
  }

  /** First row, and the one after the last. */
  range(count: number): [number, number] {
    const top = this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.min(Math.floor(-top / this.rowHeight) - this.overscan, count - 1));
    return [first, Math.min(count, first + Math.min(this.most, Math.ceil(innerHeight / this.rowHeight) + 2 * this.overscan))];
  }

  space(first: number, last: number, count: number): void {
    resize(this.above, first * this.rowHeight);
    resize(this.below, (count - last) * this.rowHeight);
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
