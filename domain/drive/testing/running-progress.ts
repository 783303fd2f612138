import type { Progress } from "../progress";

/** A drive half way, with nothing unusual about it. */
export const RUNNING: Progress = {
  drive: "25000",
  title: "25,000 members by the end of 2026",
  message: "Quality journalism takes work, and a community that cares.",
  count: 12_345,
  goal: 25_000,
  stretchGoal: null,
  remaining: 12_655,
  percent: 49.38,
  counting: "total",
  state: "running",
  final: false,
  held: null,
  reachedAt: null,
  startsAt: "2026-09-01T00:00:00Z",
  endsAt: "2026-12-31T22:00:00Z",
  timezone: "Europe/Kyiv",
  breakdown: { subscriptions: 12_000, gifts: 45, passes: 100, sources: 200 },
  version: 1_795_456_800_123,
  asOf: "2026-11-23T12:05:00.123Z",
  verifiedAt: null,
  joinUrl: "https://courier.example/join",
};
