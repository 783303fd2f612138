import { afterAll, beforeAll, expect, test } from "vitest";
import { createDriveAsStaff } from "./manage-drives";
import { type PreviewMoment, previewDrive } from "./preview-drive";
import { member } from "./testing/staff-verbs";
import { openStaffWorld, type StaffWorld } from "./testing/staff-world";

let world: StaffWorld;
beforeAll(async () => {
  world = await openStaffWorld();
  await createDriveAsStaff(world.ctx, member("editor"), {
    slug: "spring",
    titleEn: "Spring",
    titleUk: "Весна",
    messageEn: "Help us through the spring.",
    goal: "30000",
    stretchGoal: "",
    startsAt: "2027-02-01T00:00",
    endsAt: "2027-03-01T00:00",
    timezone: "Europe/Kyiv",
    counting: "total",
  });
});
afterAll(() => world.close());

const look = (moment: PreviewMoment, locale: "en" | "uk" = "en") =>
  previewDrive(world.ctx, member("viewer"), { slug: "spring", moment, locale });

test("a draft is seen as it will be, at moments of its own, and nowhere else", async () => {
  expect((await look("now")).progress).toMatchObject({ state: "upcoming", count: 0, goal: 30_000 });
  const start = await look("start", "uk");
  expect(start.progress).toMatchObject({ state: "running", title: "Весна", count: 0 });
  expect(start.at.toISOString()).toBe("2027-01-31T22:00:00.000Z");
  expect((await look("reached")).progress).toMatchObject({ state: "reached", count: 30_000, remaining: 0 });
  expect((await look("ended")).progress).toMatchObject({ state: "ended", final: false });
  expect(world.ctx.feed.read("spring")).toBeUndefined();
});

test("there is no preview of what there is not", async () => {
  const attempt = previewDrive(world.ctx, member("viewer"), { slug: "none", moment: "now", locale: "en" });
  await expect(attempt).rejects.toMatchObject({ code: "drive_not_found" });
});
