import { and, desc, eq, inArray, max, sql } from "drizzle-orm";
import { z } from "zod";
import { letters, notifications, passes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { hashEmail } from "@/domain/membership/email-hash";
import { newId } from "@/domain/new-id";
import { parseInput } from "@/domain/parse-input";
import { seal } from "@/domain/seal";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const SHOWN = 100;
const UNDER_WAY: ReadonlySet<string> = new Set(["queued", "sending"]);
const MAY_HAVE_ARRIVED: ReadonlySet<string> = new Set(["sent", "uncertain"]);

type Letter = typeof letters.$inferSelect;

/** A letter as staff see it: never its address, which is kept no longer than it is needed. */
export interface StaffLetter
  extends Pick<Letter, "id" | "kind" | "subjectId" | "locale" | "state" | "attempts" | "lastError"> {
  /** What it is about: the notice's title, or the gift's first day. */
  about: { title: string } | { startsAt: string; isPaidBack: boolean } | null;
  /** When it is due, or was sent. */
  at: string;
  /** How it may be sent again; null where it may not, or a newer one of the same is there. */
  again: { needsAddress: boolean; mayHaveArrived: boolean } | null;
}

/** The newest letters, whatever their state, and those on their way first. Any role. */
export async function readLetters(ctx: Ctx, staff: StaffMember | null): Promise<StaffLetter[]> {
  requireRole(staff, "viewer");
  const underWay = sql`${letters.state} in ('queued', 'sending')`;
  const rows = await ctx.db
    .select({ letter: letters, title: notifications.title, pass: passes })
    .from(letters)
    .leftJoin(notifications, and(eq(letters.kind, "notice"), eq(notifications.id, letters.subjectId)))
    .leftJoin(passes, and(inArray(letters.kind, ["gift", "gift_receipt"]), eq(passes.id, letters.subjectId)))
    .orderBy(desc(underWay), desc(letters.dueAt))
    .limit(SHOWN);
  return rows.map(({ letter, title, pass }) => {
    const { id, kind, subjectId, locale, state, attempts, lastError } = letter;
    const isNewest = rows.every(
      ({ letter: other }) =>
        other.kind !== kind || other.subjectId !== subjectId || other.serial <= letter.serial,
    );
    const mayAgain = kind !== "notice" && isNewest && !UNDER_WAY.has(state) && pass && !pass.moneyBack;
    return {
      ...{ id, kind, subjectId, locale, state, attempts, lastError },
      about: title
        ? { title }
        : pass
          ? { startsAt: pass.startsAt.toISOString(), isPaidBack: pass.moneyBack !== null }
          : null,
      at: (letter.sentAt ?? letter.dueAt).toISOString(),
      again: mayAgain ? { needsAddress: kind === "gift", mayHaveArrived: MAY_HAVE_ARRIVED.has(state) } : null,
    };
  });
}

const resendSchema = z.object({
  id: z.uuid("That letter is not known."),
  /** Of a gift's letter: who it was for, which is not kept. */
  address: z.string().trim().max(254).default(""),
  /** Staff know that it may arrive a second time. */
  knowing: z.boolean(),
});

/**
 * Sends a gift's letter once more: the recipient's only to the address it was ordered for, the buyer's to the one that
 * Stripe keeps. Asking twice sends one. Editors; audited without the address. Throws invalid_input, conflict,
 * gift_not_valid.
 */
export async function resendLetter(ctx: Ctx, staff: StaffMember | null, input: unknown): Promise<void> {
  requireRole(staff, "editor");
  const given = parseInput(resendSchema, input);
  await ctx.db.transaction(async (tx) => {
    const [letter] = await tx.select().from(letters).where(eq(letters.id, given.id));
    if (!letter || letter.kind === "notice")
      throw new DomainError("invalid_input", "That letter cannot be sent again.");
    const { kind, subjectId, locale, state } = letter;
    // Of any number who ask at once, the next finds the first one's letter on its way.
    const [pass] = await tx.select().from(passes).where(eq(passes.id, subjectId)).for("update");
    if (!pass || pass.moneyBack)
      throw new DomainError("gift_not_valid", "That gift was paid back; nobody is told of it.");
    const sameLetter = and(eq(letters.kind, kind), eq(letters.subjectId, subjectId));
    const [newest] = await tx
      .select({ serial: max(letters.serial) })
      .from(letters)
      .where(sameLetter);
    const serial = newest?.serial ?? 0;
    if (serial !== letter.serial || UNDER_WAY.has(state))
      throw new DomainError("conflict", "It is on its way already, or a newer one went out.");
    if (MAY_HAVE_ARRIVED.has(state) && !given.knowing)
      throw new DomainError("invalid_input", "It may have arrived: tick that it shall be sent all the same.");
    const toSealed = kind === "gift" ? sealFor(ctx, given.address, pass.recipientHash) : null;
    const row = { id: newId(), kind, subjectId, locale, serial: serial + 1, toSealed };
    await tx.insert(letters).values({ ...row, dueAt: later(pass.startsAt, kind, ctx.clock.now()) });
    await recordAudit(tx, staff, {
      action: "letter.resent",
      subject: subjectId,
      before: { state },
      after: { state: "queued", kind, serial: serial + 1 },
    });
  });
}

/** A card waits for its gift's first day; the buyer's copy does not. */
function later(startsAt: Date, kind: Letter["kind"], now: Date): Date {
  return kind === "gift" && startsAt > now ? startsAt : now;
}

function sealFor(ctx: Ctx, address: string, recipientHash: string | null): string {
  const { emailHashKey } = ctx.settings;
  if (!recipientHash || hashEmail(address, emailHashKey) !== recipientHash)
    throw new DomainError(
      "invalid_input",
      "That is not the address this gift is for. The buyer’s copy carries the same code.",
    );
  return seal(address, emailHashKey);
}
