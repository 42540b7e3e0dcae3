// Arithmetic and values of the strip log, without a page: npm test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { depthTicks, niceScale, shifted, timeAt, timeTicks, rowOf, widened, zoomed } from "../strip-log/scales.ts";
import { DepthAxis, TimeAxis } from "../strip-log/axis.ts";
import { Strips } from "../strip-log/strips.ts";

const history = (times, mean, { min = mean, max = mean, bucketSeconds = 1 } = {}) => (
  { asset: "D1", bucketSeconds, timesUnixMillis: times, channels: [{ name: "torque", mean, min, max }] });

test("a scale holds all values between round limits", () => {
  for (let seed = 1; seed < 400; seed++) {
    const low = Math.sin(seed) * 10 ** (seed % 7 - 3);
    const high = low + Math.abs(Math.cos(seed * 3)) * 10 ** (seed % 5 - 2);
    const scale = niceScale(low, high);
    const slack = 1e-6 * Math.max(Math.abs(low), Math.abs(high));
    assert.ok(scale.low <= low + slack && scale.high >= high - slack, `${low} to ${high} on ${scale.low} to ${scale.high}`);
    assert.ok(scale.high > scale.low);
  }
  assert.deepEqual(niceScale(3, 97), { low: 0, high: 100 });
  assert.deepEqual(niceScale(NaN, NaN), { low: 0, high: 1 });
  assert.ok(niceScale(7, 7).low < 7 && niceScale(7, 7).high > 7);
});

test("the server's first picture has the same scales", () => {
  const given = JSON.parse(process.env.SCALES ?? "[]");
  for (const [low, high, expectedLow, expectedHigh] of given) {
    const scale = niceScale(low, high);
    assert.ok(Math.abs(scale.low - expectedLow) < 1e-9 && Math.abs(scale.high - expectedHigh) < 1e-9, `${low} to ${high}`);
  }
});

test("rows and times are inverse, ticks are round in the zone", () => {
  const span = { from: 1_000_000, to: 1_900_000 };
  for (const row of [0, 17, 559.5, 560]) assert.ok(Math.abs(rowOf(timeAt(row, span, 560), span, 560) - row) < 1e-6);
  const offset = 5.5 * 3_600_000; // Asia/Kolkata
  const { step, times } = timeTicks({ from: 0, to: 86_400_000 }, 600, 56, offset);
  assert.ok(times.length > 4 && times.every((t) => (t + offset) % step === 0));
  assert.ok(times.every((t) => t >= 0 && t <= 86_400_000));
});

test("depth ticks are round in the unit that is shown", () => {
  const { step, depths } = depthTicks({ from: 1003, to: 1047 }, 560, 56);
  assert.equal(step, 5);
  assert.deepEqual(depths, [1005, 1010, 1015, 1020, 1025, 1030, 1035, 1040, 1045]);
  const feet = new DepthAxis(1 / 0.3048, "ft");
  const span = { from: 0, to: 304_800 };
  assert.deepEqual(feet.ticks(span, 560, 56).map((t) => t.label), ["0", "100", "200", "300", "400", "500", "600", "700", "800", "900", "1,000"]);
  assert.ok(feet.ticks(span, 560, 56).every((t) => Math.abs(t.at / 304.8 - Math.round(t.at / 304.8)) < 1e-9));
  assert.equal(feet.words(304_800, span), "1,000.0 ft");
  assert.equal(new DepthAxis(1, "m").words(1_234_560, { from: 1_230_000, to: 1_240_000 }), "1,234.56 m");
});

test("a time in words is that of the zone", () => {
  assert.equal(new TimeAxis("Asia/Kolkata").words(0, { from: 0, to: 3_600_000 }), "1970-01-01 05:30:00");
  assert.equal(new TimeAxis("UTC").words(1500, { from: 0, to: 60_000 }), "1970-01-01 00:00:01.500");
});

test("zoom keeps the time under the pointer, and its limits", () => {
  const span = { from: 0, to: 10_000 };
  const near = zoomed(span, 2500, 0.5, 1, 1e9);
  assert.equal((2500 - near.from) / (near.to - near.from), 0.25);
  assert.equal(zoomed(span, 2500, 1e-9, 2000, 1e9).to - zoomed(span, 2500, 1e-9, 2000, 1e9).from, 2000);
  assert.deepEqual(shifted(span, 5000, 12_000), { from: 2000, to: 12_000 });
  assert.deepEqual(shifted(span, -5000, 12_000), { from: -5000, to: 5000 });
  assert.deepEqual(widened(span, 0.5), { from: -5000, to: 15_000 });
});

test("silence is a gap at the start, between and at the end, never joined", () => {
  const times = [10, 11, 12, 13, 40, 41, 42].map((s) => s * 1000);
  const strips = Strips.of(history(times, times.map(() => 1)), { from: 0, to: 60_000 }, false);
  assert.equal(strips.joined, 3000);
  const gaps = strips.gaps({ from: 0, to: 60_000 });
  assert.deepEqual(gaps, [{ from: 0, to: 10_000 }, { from: 14_000, to: 40_000 }, { from: 43_000, to: 60_000 }]);
  assert.equal(strips.at(12_400), 2);
  assert.equal(strips.at(25_000), null);
  assert.equal(strips.at(55_000), null);
  assert.equal(Strips.of(history([], []), { from: 0, to: 60_000 }, false).gaps({ from: 0, to: 60_000 }).length, 1, "nothing at all is one gap");
});

test("beyond what was asked for nothing is said to be silent", () => {
  const strips = Strips.of(history([10_000, 11_000, 12_000], [1, 2, 3]), { from: 10_000, to: 13_000 }, false);
  assert.deepEqual(strips.gaps({ from: 0, to: 60_000 }), []);
  const open = Strips.of(history([10_000, 11_000, 12_000], [1, 2, 3]), { from: 10_000, to: 13_000 }, true);
  assert.deepEqual(open.gaps({ from: 0, to: 60_000 }), [{ from: 13_000, to: 60_000 }], "but the present is known");
});

test("buckets of one reading are raw, wider ones or bands are not", () => {
  const times = [0, 100, 200];
  assert.ok(Strips.of(history(times, [1, 2, 3], { bucketSeconds: 0.1 }), { from: 0, to: 300 }, false).isRaw);
  assert.ok(!Strips.of(history(times, [1, 2, 3], { bucketSeconds: 0.1, max: [1, 9, 3] }), { from: 0, to: 300 }, false).isRaw);
  assert.ok(!Strips.of(history([0, 1000], [1, 2]), { from: 0, to: 2000 }, false).isRaw);
});

test("a live block widens its bucket or opens one, and never changes the past", () => {
  const strips = Strips.of(history([0, 2000], [10, 20], { bucketSeconds: 2 }), { from: 0, to: 4000 }, true);
  assert.ok(strips.add(3000, { torque: [21, 5, 30] }));
  assert.deepEqual([strips.times.length, strips.band("torque").min[1], strips.band("torque").max[1], strips.band("torque").mean[1]], [2, 5, 30, 21]);
  assert.ok(strips.add(4100, { torque: [22, 22, 22], rotary_speed: [120, 110, 130] }));
  assert.equal(strips.times.at(-1), 4000);
  assert.deepEqual(strips.rangeOf("rotary_speed", { from: 0, to: 6000 }), [110, 130]);
  assert.ok(Number.isNaN(strips.band("rotary_speed").mean[0]), "of what was not known there is no value");
  assert.ok(!strips.add(500, { torque: [1, 1, 1] }));
  assert.deepEqual(strips.rangeOf("torque", { from: 0, to: 6000 }), [5, 30]);
});

test("a channel without a value in a bucket has none, not zero", () => {
  const strips = Strips.of(history([0, 1000, 2000], [5, null, 7]), { from: 0, to: 3000 }, false);
  assert.deepEqual(strips.rangeOf("torque", { from: 0, to: 3000 }), [5, 7]);
  assert.ok(Number.isNaN(strips.band("torque").mean[1]));
  assert.deepEqual(strips.rangeOf("nothing", { from: 0, to: 3000 }), [Infinity, -Infinity]);
});
