import { expect, it } from "vitest";
import type { Progress } from "@/domain/drive/progress";
import { stateSentence } from "./room-words";

const held = (reason: string, verifiedAt: string | null): Progress => ({
  drive: "25000",
  title: "25,000 members",
  message: "Help us.",
  count: 12_345,
  goal: 25_000,
  stretchGoal: null,
  remaining: 12_655,
  percent: 49.38,
  counting: "total",
  state: "running",
  final: false,
  held: { since: "2026-11-23T12:30:00Z", reason },
  reachedAt: null,
  startsAt: "2026-09-01T00:00:00Z",
  endsAt: "2026-12-31T22:00:00Z",
  timezone: "Europe/Kyiv",
  breakdown: { subscriptions: 12_000, gifts: 45, passes: 100, sources: 200 },
  version: 1,
  asOf: "2026-11-23T12:30:00Z",
  verifiedAt,
  joinUrl: "https://example.org/join",
});
const now = new Date("2026-11-23T13:00:00Z");

it("tells staff of a held number the time that readers are told, in a whole sentence", () => {
  expect(stateSentence(held("Two numbers disagree", "2026-11-23T12:05:00Z"), now)).toBe(
    "Readers see the figure as of 14:05: Two numbers disagree.",
  );
  expect(stateSentence(held("Is this right?", null), now)).toBe(
    "Readers see the figure as of 14:30: Is this right?",
  );
});
