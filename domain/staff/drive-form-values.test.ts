import { expect, test } from "vitest";
import type { DriveRow } from "@/domain/drive/build-snapshot";
import { nextDrive } from "./drive-form-values";

test("a new drive begins where the last one ends, for three months of the calendar, through summer time too", () => {
  const endsAt = new Date("2026-12-31T22:00:00Z");
  const drive = { endsAt, timezone: "Europe/Kyiv" } as DriveRow;
  const values = nextDrive([{ drive, count: 0, state: "running" }], new Date("2026-11-01T00:00:00Z"));
  expect(values).toMatchObject({ startsAt: "2027-01-01T00:00", endsAt: "2027-04-01T00:00" });
});
