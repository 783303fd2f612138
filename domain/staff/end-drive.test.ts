import { desc } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { errorCode } from "@/domain/errors";
import { endDriveAsStaff } from "./end-drive";
import { createDriveAsStaff, readDrive } from "./manage-drives";
import { driveForm, member } from "./testing/staff-verbs";
import { openStaffWorld, type StaffWorld } from "./testing/staff-world";

let world: StaffWorld;
beforeAll(async () => {
  world = await openStaffWorld();
});
afterAll(() => world.close());

const editor = member("editor");
const end = (slug: string, revision: unknown, reason = "We are there") =>
  endDriveAsStaff(world.ctx, editor, { slug, revision, reason }).then(
    () => "done",
    (error) => errorCode(error) ?? error,
  );

it("ends a running drive now, with a reason, once, and not over somebody else's change", async () => {
  expect(await end("25000", 1, " ")).toBe("invalid_input");
  expect(await end("25000", 7)).toBe("conflict");
  expect(await end("none", 1)).toBe("drive_not_found");
  expect(await end("25000", 1)).toBe("done");
  const { drive } = await readDrive(world.ctx, editor, "25000");
  expect(drive.endsAt.getTime() - world.time.now.getTime()).toBeLessThanOrEqual(2_000);
  expect(world.ctx.feed.read("25000")?.progress.state).toBe("running");
  world.time.now = drive.endsAt;
  await advanceDrives(world.ctx);
  expect(world.ctx.feed.read("25000")?.progress).toMatchObject({ state: "ended", final: false });
  expect(await end("25000", 2)).toBe("invalid_input");
  const [line] = await world.db.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1);
  expect(line).toMatchObject({ action: "drive.ended", subject: "25000", after: { reason: "We are there" } });
});

it("leaves alone what has not started", async () => {
  const { slug } = await createDriveAsStaff(world.ctx, editor, {
    ...driveForm,
    slug: "later",
    published: "on",
  });
  expect(await end(slug, 1)).toBe("invalid_input");
});
