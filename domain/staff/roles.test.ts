import { readdir, readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { errorCode } from "@/domain/errors";
import { addStaff } from "./add-staff";
import { holdDriveAsStaff, releaseDriveAsStaff } from "./hold-as-staff";
import type { StaffMember } from "./staff-member";
import { member, other, STAFF_VERBS } from "./testing/staff-verbs";
import { openStaffWorld, type StaffWorld } from "./testing/staff-world";

let world: StaffWorld;
beforeAll(async () => {
  world = await openStaffWorld();
  await addStaff(world.ctx, world.auth, { email: other.email, role: "editor" });
});
afterAll(() => world.close());

const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => errorCode(error),
  );

/** Verbs as the code has them: what is exported and the role it asks for. */
async function verbsInCode(): Promise<Record<string, string>> {
  const root = new URL("../", import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const found: Record<string, string> = {};
  for (const file of files) {
    let verb = "";
    const code = await readFile(new URL(file, root), "utf8");
    for (const [, name, role] of code.matchAll(/function\*? (\w+)|requireRole\(staff, "(\w+)"\)/g)) {
      if (name) verb = name;
      if (role) found[verb] = role;
    }
  }
  return found;
}

it("every verb that asks for a role is tried here with every role", async () => {
  const tried = Object.entries(STAFF_VERBS).map(([name, { role }]) => [name, role]);
  expect(Object.fromEntries(tried)).toEqual(await verbsInCode());
});

describe.each(Object.entries(STAFF_VERBS))("%s", (_name, verb) => {
  const { role, asksStripe } = verb;
  const call = (staff: StaffMember | null) => verb.call(world, staff);
  const order = ["viewer", "editor", "admin"] as const;
  afterEach(() => releaseDriveAsStaff(world.ctx, member("admin"), { slug: "25000" }).catch(() => {}));

  it("refuses whoever is not signed in", async () => {
    expect(await codeOf(call(null))).toBe("not_signed_in");
  });

  it.each(order)("as %s goes by the role", async (held) => {
    const allowed = order.indexOf(held) >= order.indexOf(role);
    if (allowed && asksStripe) return;
    const code = await codeOf(call(member(held)));
    if (allowed) expect(["done", "conflict"], "there was nothing to do at most").toContain(code);
    else expect(code).toBe("not_allowed");
  });

  it("refuses an administrator who has yet to set up a second factor", async () => {
    const bare = { ...member("admin"), mustSetUpSecondFactor: true };
    expect(await codeOf(call(bare))).toBe("second_factor_needed");
  });

  it("refuses a role nobody knows", async () => {
    const stranger = { id: "1", email: "x@courier.example", role: "owner" } as unknown as StaffMember;
    expect(await codeOf(call(stranger))).toBe("not_allowed");
  });
});

describe("holding", () => {
  const editor = member("editor");

  it("freezes what is shown, with its reason, and is undone by releasing", async () => {
    await holdDriveAsStaff(world.ctx, editor, { slug: "25000", reason: "  Two  numbers disagree " });
    expect(world.ctx.feed.read("25000")?.progress.held?.reason).toBe("Two numbers disagree");
    await releaseDriveAsStaff(world.ctx, editor, { slug: "25000" });
    expect(world.ctx.feed.read("25000")?.progress.held).toBeNull();
  });

  it("needs a reason and a drive, and happens once", async () => {
    const hold = (slug: unknown, reason: unknown) =>
      codeOf(holdDriveAsStaff(world.ctx, editor, { slug, reason }));
    expect(await hold("25000", "   ")).toBe("invalid_input");
    expect(await hold("25000", "x".repeat(161))).toBe("invalid_input");
    expect(await hold(null, null)).toBe("invalid_input");
    expect(await hold("none", "A check")).toBe("drive_not_found");
    expect(await hold("25000", "A check")).toBe("done");
    expect(await hold("25000", "A check")).toBe("drive_already_held");
    await releaseDriveAsStaff(world.ctx, editor, { slug: "25000" });
  });
});

describe("the audit log", () => {
  /** Lines that some work wrote, oldest first. */
  const linesOf = async (work: () => Promise<unknown>) => {
    const before = await world.db.$count(auditLog);
    await work();
    return (await world.db.select().from(auditLog).orderBy(auditLog.id)).slice(before);
  };

  it("tells who held and released what, and why", async () => {
    const lines = await linesOf(async () => {
      await holdDriveAsStaff(world.ctx, member("editor"), { slug: "25000", reason: "A check" });
      await releaseDriveAsStaff(world.ctx, member("admin"), { slug: "25000" });
    });
    expect(lines).toMatchObject([
      { actorEmail: "editor@courier.example", action: "drive.held", subject: "25000" },
      { actorEmail: "admin@courier.example", action: "drive.released", subject: "25000" },
    ]);
    expect(lines[0]?.after).toEqual({ held: true, reason: "A check" });
  });

  it("holds no line for a change that was refused", async () => {
    const lines = await linesOf(async () => {
      await codeOf(holdDriveAsStaff(world.ctx, member("viewer"), { slug: "25000", reason: "A check" }));
      await codeOf(releaseDriveAsStaff(world.ctx, member("admin"), { slug: "25000" }));
    });
    expect(lines).toEqual([]);
  });

  it("tells of added accounts and sign-ins, never of passwords", async () => {
    let secret = "";
    const lines = await linesOf(async () => {
      const added = await addStaff(world.ctx, world.auth, { email: "a@courier.example", role: "admin" });
      secret = added.password;
      await world.signIn(added.email, secret);
    });
    expect(lines.map((line) => line.action)).toEqual(["staff.added", "staff.signed_in"]);
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it.each(["update audit_log set actor_email = 'x'", "delete from audit_log", "truncate audit_log"])(
    "refuses: %s",
    async (statement) => {
      const before = await world.db.$count(auditLog);
      expect(before).toBeGreaterThan(0);
      const refusal = await world.db.execute(sql.raw(statement)).catch((error: unknown) => error);
      expect(String((refusal as Error).cause)).toContain("append-only");
      expect(await world.db.$count(auditLog)).toBe(before);
    },
  );
});
