import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { drives, installation, progress } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type ProgressRow, stateAt, totalOf } from "./build-snapshot";
import { lockInstallation, nextVersion, notifyProgress, writeProgress } from "./commit-progress";
import { PLACEHOLDERS, unknownPlaceholders } from "./fill-message";
import { sumFigures } from "./sum-figures";

export const driveWords = z.object({ en: z.string().min(1), uk: z.string().min(1).optional() });

/** Words with figures in braces; a slip there would be seen by every reader. */
export const driveMessage = driveWords.superRefine((message, context) => {
  const unknown = Object.values(message).flatMap(unknownPlaceholders);
  if (unknown.length === 0) return;
  const known = PLACEHOLDERS.map((name) => `{${name}}`).join(", ");
  context.addIssue(`${unknown.join(", ")} names no figure. In a message these do: ${known}.`);
});

/** A drive as staff describe it; times are instants, `timezone` an IANA name. */
export const newDriveSchema = z
  .object({
    slug: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "A short name has lower-case letters, digits and single dashes."),
    title: driveWords,
    message: driveMessage,
    goal: z.int().positive(),
    stretchGoal: z.int().positive().nullable().default(null),
    startsAt: z.date(),
    endsAt: z.date(),
    timezone: z.string().refine(isTimezone, "Give an IANA time zone such as Europe/Kyiv."),
    counting: z.enum(["total", "new"]).default("total"),
    published: z.boolean().default(false),
  })
  .refine((drive) => drive.endsAt > drive.startsAt, "A drive ends after it starts.")
  .refine(
    (drive) => drive.stretchGoal === null || drive.stretchGoal > drive.goal,
    "The stretch goal is above the goal.",
  );

export type NewDrive = z.input<typeof newDriveSchema>;

/** Creates a drive; its figures are summed from the ledger at once. Throws invalid_input, conflict. */
export async function createDrive(ctx: Ctx, input: NewDrive): Promise<void> {
  const terms = parseInput(newDriveSchema, input);
  const snapshot = await ctx.db.transaction(async (tx) => {
    const held = await lockInstallation(tx);
    const [drive] = await tx.insert(drives).values(terms).onConflictDoNothing().returning();
    if (!drive) throw new DomainError("conflict", `"${terms.slug}" exists, or overlaps a published drive.`);
    const version = nextVersion(held.version);
    await tx
      .update(installation)
      .set({ version, contentRevision: sql`${installation.contentRevision} + 1` })
      .where(eq(installation.id, 1));
    const figures = await sumFigures(tx, drive);
    const row: ProgressRow = {
      driveId: drive.id,
      version,
      asOf: new Date(version),
      ...figures,
      verifiedBreakdown: null,
      verifiedAt: null,
      heldBreakdown: null,
      heldVerifiedAt: null,
      recentMoves: [],
      // What a drive starts with is behind it: its milestones are those it passes.
      highest: totalOf(figures),
      state: stateAt(drive, ctx.clock.now()),
    };
    if (!drive.published) {
      await tx.insert(progress).values(row);
      return null;
    }
    await notifyProgress(tx, version);
    return writeProgress(tx, ctx, held, { drive, row }, version);
  });
  if (snapshot) ctx.feed.publish([snapshot]);
}

export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
