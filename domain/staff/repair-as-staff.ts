import { z } from "zod";
import { releaseMail } from "@/domain/backup/release-mail";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { catchUp } from "@/domain/membership/catch-up";
import { isLeaseHeld } from "@/domain/membership/lease";
import { reconcile } from "@/domain/repair/reconcile";
import { applyMissing, findUndelivered } from "@/domain/repair/repair-events";
import { type Replayed, replay } from "@/domain/repair/replay";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const eventId = z.string().regex(/^[\w-]{1,100}$/);

/**
 * Applies one failed event again, or all of them. Editors; audited. Throws still_failing, with the reason in words,
 * where not every one could be applied.
 */
export async function replayAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown },
): Promise<{ applied: number }> {
  requireRole(staff, "editor");
  const id = input.id === "all" ? null : eventId.safeParse(input.id).data;
  if (id === undefined) throw new DomainError("invalid_input", "Say which event.");
  const replayed = await replay(ctx, id === null ? { failed: true } : { id });
  if (replayed.length === 0) {
    throw new DomainError("conflict", id ? "There is no such event any more." : "No event has failed.");
  }
  const failed = replayed.filter(({ outcome }) => outcome === "failed");
  await recordAudit(ctx.db, staff, {
    action: "events.replayed",
    subject: id ?? "every failed event",
    before: { failed: replayed.filter(({ before }) => before === "failed").length },
    after: { applied: replayed.length - failed.length, failed: failed.length },
  });
  if (failed.length > 0) throw new DomainError("still_failing", failingWords(replayed.length, failed));
  return { applied: replayed.length };
}

function failingWords(tried: number, failed: readonly Replayed[]): string {
  const why = failed[0]?.error ?? "the database refused it";
  if (tried === 1) return `It was tried again and failed as before: ${why}`;
  return `${tried - failed.length} of ${tried} were applied; ${failed.length} failed as before, the first because: ${why}`;
}

/** Fetches from Stripe what it could not deliver and what came since the last event, and applies it. Editors; audited. */
export async function fetchUndeliveredAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
): Promise<{ fetched: number }> {
  requireRole(staff, "editor");
  const { missing } = await findUndelivered(ctx);
  await applyMissing(ctx, missing);
  const since = await catchUp(ctx);
  const fetched = missing.length + since.applied;
  await recordAudit(ctx.db, staff, { action: "events.fetched", subject: "Stripe", after: { fetched } });
  return { fetched };
}

/**
 * Begins a comparison of everything with Stripe, which repairs what differs, and does not wait for its end: `done`
 * settles then. Editors; audited. Throws conflict while another is under way.
 */
export async function compareAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
): Promise<{ done: Promise<unknown> }> {
  requireRole(staff, "editor");
  if (await isLeaseHeld(ctx, "reconcile")) {
    throw new DomainError("conflict", "A comparison is under way already: its progress is below.");
  }
  await recordAudit(ctx.db, staff, { action: "comparison.started", subject: "Stripe" });
  let done: Promise<unknown> = Promise.resolve();
  await new Promise<void>((begun) => {
    const print = (line: string) => ctx.log.debug({}, line);
    done = reconcile(ctx, { trigger: "staff", dryRun: false, print, begun })
      .catch((error: unknown) => ctx.log.error({ err: error }, "a comparison asked for by staff failed"))
      .finally(begun);
  });
  return { done };
}

/** Lets mail that a restore holds back go out. Editors; audited. Throws conflict when none is held. */
export async function releaseMailAsStaff(ctx: Ctx, staff: StaffMember | null): Promise<void> {
  requireRole(staff, "editor");
  if (!(await releaseMail(ctx, staff))) throw new DomainError("conflict", "Mail is not held.");
}
