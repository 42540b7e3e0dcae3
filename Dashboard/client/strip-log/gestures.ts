// Mouse, fingers and keys of a strip log. It takes wheel and drag only once it has the focus (a click or a tap), so that scrolling the page
// over it still scrolls the page; with Ctrl the wheel always zooms.
export interface Gestures {
  pan(rows: number): void;
  zoom(factor: number, row: number): void;
  point(row: number | null): void;
  key(name: string): void;
}

const keys = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End", "+", "=", "-", "Escape"]);
const dragPixels = 4;

export function handleGestures(canvas: HTMLCanvasElement, gestures: Gestures, signal: AbortSignal): void {
  const down = new Map<number, number>();
  let [spread, dragged, last] = [0, false, 0];
  const rowOf = (event: MouseEvent): number => event.clientY - canvas.getBoundingClientRect().top;
  const hasFocus = (): boolean => document.activeElement === canvas;

  canvas.addEventListener("wheel", (event) => {
    if (!hasFocus() && !event.ctrlKey) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    if (event.shiftKey) gestures.pan(-pixels);
    else gestures.zoom(Math.exp(Math.max(-200, Math.min(200, pixels)) * 0.0025), rowOf(event));
  }, { signal, passive: false });

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, rowOf(event));
    canvas.setPointerCapture(event.pointerId);
    [dragged, last] = [false, rowOf(event)];
    spread = spreadOf(down);
  }, { signal });

  canvas.addEventListener("pointermove", (event) => {
    const row = rowOf(event);
    if (!down.has(event.pointerId)) {
      gestures.point(row);
      return;
    }
    down.set(event.pointerId, row);
    if (down.size === 2) {
      const now = spreadOf(down);
      if (spread > 8 && now > 8) gestures.zoom(spread / now, middleOf(down));
      spread = now;
      dragged = true;
    } else if (dragged || Math.abs(row - last) > dragPixels) {
      gestures.pan(row - last);
      [dragged, last] = [true, row];
    }
  }, { signal });

  const up = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    last = [...down.values()][0] ?? 0;
    if (!dragged && event.type === "pointerup") gestures.point(rowOf(event));
  };
  canvas.addEventListener("pointerup", up, { signal });
  canvas.addEventListener("pointercancel", up, { signal });
  canvas.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") gestures.point(null); }, { signal });
  canvas.addEventListener("keydown", (event) => {
    if (!keys.has(event.key) || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    gestures.key(event.key);
  }, { signal });
}

function spreadOf(down: ReadonlyMap<number, number>): number {
  const rows = [...down.values()];
  return rows.length === 2 ? Math.abs((rows[0] ?? 0) - (rows[1] ?? 0)) : 0;
}

function middleOf(down: ReadonlyMap<number, number>): number {
  const rows = [...down.values()];
  return rows.reduce((sum, row) => sum + row, 0) / Math.max(1, rows.length);
}
