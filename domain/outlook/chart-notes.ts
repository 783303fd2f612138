import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { chartNotes, drives } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "@/domain/staff/audit";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";

/** Words beside a day of the chart. */
export interface ChartNote {
  id: number;
  day: string;
  words: string;
  writtenBy: string;
}

const noteInput = z.object({
  slug: z.string().min(1).max(100),
  day: z.iso.date("Choose a day."),
  words: z.string().trim().min(1, "Say what happened.").max(120, "Keep it under 120 characters."),
});

/** Writes words beside a day of a drive's chart. Editors; audited. */
export async function addChartNote(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { slug: unknown; day: unknown; words: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const parsed = noteInput.safeParse(input);
  if (!parsed.success) {
    throw new DomainError("invalid_input", parsed.error.issues[0]?.message ?? "That cannot be read.");
  }
  const { slug, day, words } = parsed.data;
  await ctx.db.transaction(async (tx) => {
    const [drive] = await tx.select({ id: drives.id }).from(drives).where(eq(drives.slug, slug));
    if (!drive) throw new DomainError("drive_not_found", `There is no drive "${slug}".`);
    const writtenAt = ctx.clock.now();
    await tx.insert(chartNotes).values({ driveId: drive.id, day, words, writtenBy: staff.email, writtenAt });
    await recordAudit(tx, staff, { action: "note.written", subject: slug, after: { day, words } });
  });
}

/** Takes words away from the chart. Editors; audited. */
export async function removeChartNote(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const id = z.coerce.number().int().positive().safeParse(input.id);
  if (!id.success) throw new DomainError("invalid_input", "Say which note.");
  await ctx.db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(chartNotes)
      .where(and(eq(chartNotes.id, id.data)))
      .returning();
    if (!gone) throw new DomainError("conflict", "That note was taken away already.");
    await recordAudit(tx, staff, {
      action: "note.removed",
      subject: String(gone.driveId),
      before: { day: gone.day, words: gone.words },
    });
  });
}

/** The notes of a drive's chart, oldest day first. */
export async function listNotes(ctx: Ctx, driveId: number): Promise<ChartNote[]> {
  return ctx.db
    .select({
      id: chartNotes.id,
      day: chartNotes.day,
      words: chartNotes.words,
      writtenBy: chartNotes.writtenBy,
    })
    .from(chartNotes)
    .where(eq(chartNotes.driveId, driveId))
    .orderBy(asc(chartNotes.day), asc(chartNotes.id));
}
