import { describe, expect, test } from "vitest";
import { digitChanges } from "./rolling-digits";

const changed = (before: string, after: string) =>
  digitChanges(before, after)
    .filter(({ is, was }) => is !== was)
    .map(({ was, is }) => `${was}>${is}`);

describe("digits roll only by the delta", () => {
  test("one more member moves one digit", () => {
    expect(changed("12,345", "12,346")).toEqual(["5>6"]);
  });

  test("a carry moves those it reaches", () => {
    expect(changed("12,399", "12,400")).toEqual(["3>4", "9>0", "9>0"]);
  });

  test("a longer number is matched from the right, and its new digits come from nowhere", () => {
    expect(changed("999", "1,000")).toEqual([">1", ">,", "9>0", "9>0", "9>0"]);
  });

  test("a number that did not change moves nothing", () => {
    expect(changed("12,345", "12,345")).toEqual([]);
  });
});
