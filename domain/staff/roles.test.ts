import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/staff";
import { errorCode } from "@/domain/errors";
import { newId } from "@/domain/new-id";
import { addStaff } from "./add-staff";
import { checkLedger } from "./check-ledger";
import { holdDriveAsStaff, releaseDriveAsStaff } from "./hold-as-staff";
import { inviteStaff, listInvitations, withdrawInvitation } from "./invite";
import {
  addChannel,
  changeChannel,
  readNotifications,
  removeChannel,
  testChannel,
} from "./manage-notifications";
import { chooseProductsAsStaff, previewProductsAsStaff, readProducts } from "./manage-products";
import {
  confirmSourceDraft,
  discardSourceDraft,
  draftSource,
  previewUndo,
  readSourceDraft,
  readSources,
  undoSourceAsStaff,
} from "./manage-sources";
import { changeStaffRole, listStaff, removeSecondFactor, removeStaff } from "./manage-staff";
import { readRoom } from "./read-room";
import { readTrust, watchComparison } from "./read-trust";
import {
  compareAsStaff,
  fetchUndeliveredAsStaff,
  releaseMailAsStaff,
  replayAsStaff,
} from "./repair-as-staff";
import type { StaffMember } from "./staff-member";
import { openStaffWorld, type StaffWorld } from "./testing/staff-world";

let world: StaffWorld;
let shared: StaffWorld | undefined;
afterAll(() => shared?.close());

const member = (role: StaffMember["role"]): StaffMember => ({
  id: "1",
  email: `${role}@courier.example`,
  role,
});

const other = { email: "other@courier.example", role: "viewer" };

/** A new source as its form sends it. */
const source = () => ({ name: newId(), asOf: "2026-11-20", people: "10", reason: "A report" });
const channel = { kind: "email", target: "newsroom@courier.example", events: ["digest"] };
const newest = { recordId: 1, revision: 1 };

/** Every verb of the staff room, with the lowest role that may call it. */
const verbs = {
  readRoom: { role: "viewer", call: (staff) => readRoom(world.ctx, staff) },
  holdDriveAsStaff: {
    role: "editor",
    call: (staff) => holdDriveAsStaff(world.ctx, staff, { slug: "25000", reason: "A check" }),
  },
  releaseDriveAsStaff: {
    role: "editor",
    call: async (staff) => {
      await holdDriveAsStaff(world.ctx, member("admin"), { slug: "25000", reason: "A check" });
      await releaseDriveAsStaff(world.ctx, staff, { slug: "25000" });
    },
  },
  readTrust: { role: "viewer", call: (staff) => readTrust(world.ctx, staff) },
  watchComparison: { role: "viewer", call: (staff) => watchComparison(world.ctx, staff) },
  checkLedger: { role: "editor", call: (staff) => checkLedger(world.ctx, staff) },
  replayAsStaff: { role: "editor", call: (staff) => replayAsStaff(world.ctx, staff, { id: "all" }) },
  fetchUndeliveredAsStaff: {
    role: "editor",
    asksStripe: true,
    call: (staff) => fetchUndeliveredAsStaff(world.ctx, staff),
  },
  compareAsStaff: { role: "editor", asksStripe: true, call: (staff) => compareAsStaff(world.ctx, staff) },
  releaseMailAsStaff: { role: "editor", call: (staff) => releaseMailAsStaff(world.ctx, staff) },
  readNotifications: { role: "viewer", call: (staff) => readNotifications(world.ctx, staff) },
  addChannel: { role: "editor", call: (staff) => addChannel(world.ctx, staff, channel) },
  changeChannel: {
    role: "editor",
    call: async (staff) => {
      const { id } = await addChannel(world.ctx, member("admin"), channel);
      await changeChannel(world.ctx, staff, { id, events: ["hold"] });
    },
  },
  testChannel: { role: "editor", call: (staff) => testChannel(world.ctx, staff, { id: "1" }) },
  removeChannel: {
    role: "editor",
    call: async (staff) => {
      const { id } = await addChannel(world.ctx, member("admin"), channel);
      await removeChannel(world.ctx, staff, { id });
    },
  },
  readProducts: { role: "viewer", call: (staff) => readProducts(world.ctx, staff) },
  previewProductsAsStaff: {
    role: "editor",
    call: (staff) => previewProductsAsStaff(world.ctx, staff, { ticked: [], seen: [] }),
  },
  chooseProductsAsStaff: {
    role: "editor",
    call: (staff) =>
      chooseProductsAsStaff(world.ctx, staff, { ticked: [], seen: ["prod_x"], reason: "A check" }),
  },
  readSources: { role: "viewer", call: (staff) => readSources(world.ctx, staff) },
  draftSource: { role: "editor", call: (staff) => draftSource(world.ctx, staff, source()) },
  readSourceDraft: { role: "editor", call: (staff) => readSourceDraft(world.ctx, staff, "") },
  confirmSourceDraft: {
    role: "editor",
    call: async (staff) => {
      const draft = await draftSource(world.ctx, member("admin"), source());
      await confirmSourceDraft(world.ctx, staff, draft);
    },
  },
  discardSourceDraft: {
    role: "editor",
    call: (staff) => discardSourceDraft(world.ctx, staff, { id: newId() }),
  },
  previewUndo: { role: "editor", call: (staff) => previewUndo(world.ctx, staff, newest) },
  undoSourceAsStaff: {
    role: "editor",
    call: async (staff) => {
      const draft = await draftSource(world.ctx, member("admin"), source());
      const { recordId } = await confirmSourceDraft(world.ctx, member("admin"), draft);
      await undoSourceAsStaff(world.ctx, staff, { recordId, revision: 1 });
    },
  },
  listStaff: { role: "admin", call: (staff) => listStaff(world.ctx, staff) },
  listInvitations: { role: "admin", call: (staff) => listInvitations(world.ctx, staff) },
  inviteStaff: {
    role: "admin",
    call: (staff) => inviteStaff(world.ctx, staff, { email: "new@courier.example", role: "viewer" }),
  },
  withdrawInvitation: {
    role: "admin",
    call: async (staff) => {
      await inviteStaff(world.ctx, member("admin"), { email: "gone@courier.example", role: "viewer" });
      const [open] = await listInvitations(world.ctx, member("admin"));
      await withdrawInvitation(world.ctx, staff, { id: open?.id });
    },
  },
  changeStaffRole: { role: "admin", call: (staff) => changeStaffRole(world.ctx, staff, other) },
  removeSecondFactor: { role: "admin", call: (staff) => removeSecondFactor(world.ctx, staff, other) },
  removeStaff: { role: "admin", call: (staff) => removeStaff(world.ctx, staff, other) },
} satisfies Record<
  string,
  {
    role: StaffMember["role"];
    /** Nothing listens here: only that it refuses is looked at; its own test shows that it works. */
    asksStripe?: boolean;
    call: (staff: StaffMember | null) => Promise<unknown>;
  }
>;

const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => errorCode(error),
  );

describe.each(Object.entries(verbs))("%s", (_name, verb) => {
  const { role, call } = verb;
  const asksStripe = "asksStripe" in verb;
  const order = ["viewer", "editor", "admin"] as const;
  beforeAll(async () => {
    shared ??= await openStaffWorld();
    world = shared;
    await addStaff(world.ctx, world.auth, { email: other.email, role: "editor" });
  });
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

function aFreshWorldEach() {
  beforeEach(async () => {
    world = await openStaffWorld();
  });
  afterEach(() => world.close());
}

describe("holding", () => {
  aFreshWorldEach();
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
  });
});

describe("the audit log", () => {
  aFreshWorldEach();

  it("tells who held and released what, and why", async () => {
    await holdDriveAsStaff(world.ctx, member("editor"), { slug: "25000", reason: "A check" });
    await releaseDriveAsStaff(world.ctx, member("admin"), { slug: "25000" });
    const lines = await world.db.select().from(auditLog).orderBy(auditLog.id);
    expect(lines).toMatchObject([
      { actorEmail: "editor@courier.example", action: "drive.held", subject: "25000" },
      { actorEmail: "admin@courier.example", action: "drive.released", subject: "25000" },
    ]);
    expect(lines[0]?.after).toEqual({ held: true, reason: "A check" });
  });

  it("holds no line for a change that was refused", async () => {
    await codeOf(holdDriveAsStaff(world.ctx, member("viewer"), { slug: "25000", reason: "A check" }));
    await codeOf(releaseDriveAsStaff(world.ctx, member("admin"), { slug: "25000" }));
    expect(await world.db.$count(auditLog)).toBe(0);
  });

  it("tells of added accounts and sign-ins, never of passwords", async () => {
    const { email, password } = await addStaff(world.ctx, world.auth, {
      email: "a@courier.example",
      role: "admin",
    });
    await world.signIn(email, password);
    const lines = await world.db.select().from(auditLog).orderBy(auditLog.id);
    expect(lines.map((line) => line.action)).toEqual(["staff.added", "staff.signed_in"]);
    expect(JSON.stringify(lines)).not.toContain(password);
  });

  it.each(["update audit_log set actor_email = 'x'", "delete from audit_log", "truncate audit_log"])(
    "refuses: %s",
    async (statement) => {
      await addStaff(world.ctx, world.auth, { email: "a@courier.example", role: "admin" });
      const refusal = await world.db.execute(sql.raw(statement)).catch((error: unknown) => error);
      expect(String((refusal as Error).cause)).toContain("append-only");
      expect(await world.db.$count(auditLog)).toBe(1);
    },
  );
});
