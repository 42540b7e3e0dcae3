// What the live feed leaves out is noticed: npm test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Steps } from "../steps.ts";

const leaps = (...times) => {
  const steps = new Steps();
  return times.filter((time) => steps.leapsTo(time * 1000));
};

test("a leap over blocks is noticed, a steady feed is none", () => {
  assert.deepEqual(leaps(...Array.from({ length: 40 }, (_, i) => i)), []);
  assert.deepEqual(leaps(1, 2, 3, 9, 10, 11, 13), [9, 13]);
  assert.deepEqual(leaps(1, 2, 3, 30, 60, 61), [30, 60], "until the step is usual");
});

test("the same block again and one of before are no leap, nor do they make one", () => {
  assert.deepEqual(leaps(1, 2, 2, 2, 3, 1, 4), []);
});

test("another pace becomes usual", () => {
  const times = [1, 2, 3, ...Array.from({ length: 40 }, (_, i) => 13 + 10 * i)];
  assert.ok(leaps(...times).length < 12);
  assert.deepEqual(leaps(...times).filter((t) => t > 150), []);
});
