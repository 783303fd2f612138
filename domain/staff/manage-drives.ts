import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { drives, progress } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type DriveRow, runningBreakdown, totalOf } from "@/domain/drive/build-snapshot";
import { createDrive, newDriveSchema } from "@/domain/drive/create-drive";
import { fromLocal } from "@/domain/drive/local-time";
import { updateDrive } from "@/domain/drive/update-drive";
import { DomainError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "./audit";
import { inOneTransaction } from "./in-one-transaction";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

/** A drive with the count it stands at. */
export interface ListedDrive {
  drive: DriveRow;
  count: number;
  state: (typeof progress.$inferSelect)["state"];
}

/** Every drive, drafts too, the newest first. Any role. */
export async function listDrives(ctx: Ctx, staff: StaffMember | null): Promise<ListedDrive[]> {
  requireRole(staff, "viewer");
  const rows = await ctx.db
    .select({ drive: drives, row: progress })
    .from(drives)
    .innerJoin(progress, eq(progress.driveId, drives.id))
    .orderBy(desc(drives.startsAt));
  return rows.map(({ drive, row }) => ({
    drive,
    count: drive.finalCount ?? totalOf(runningBreakdown(row)),
    state: row.state,
  }));
}

/** One drive with all its terms. Any role. Throws drive_not_found. */
export async function readDrive(ctx: Ctx, staff: StaffMember | null, slug: string): Promise<ListedDrive> {
  const found = (await listDrives(ctx, staff)).find(({ drive }) => drive.slug === slug);
  if (!found) throw new DomainError("drive_not_found", `There is no drive "${slug}".`);
  return found;
}

const text = (name: string, longest: number) =>
  z.string().trim().min(1, `${name} is missing.`).max(longest, `${name}: at most ${longest} characters.`);
const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((words) => words || undefined)
    .optional();
/** Everyone there is, and what a column holds. */
const MOST_PEOPLE = 2_000_000_000;
const people = (name: string) =>
  z.coerce
    .number(`${name} is a whole number.`)
    .int(`${name} is a whole number.`)
    .positive(`${name} is above nought.`)
    .max(MOST_PEOPLE, `${name} is at most ${MOST_PEOPLE.toLocaleString("en")}.`);

/** A drive's terms as the form sends them: times are local to the time zone beside them. */
const formSchema = z.object({
  titleEn: text("The title", 120),
  titleUk: optionalText(120),
  messageEn: text("The message", 400),
  messageUk: optionalText(400),
  goal: people("The goal"),
  stretchGoal: z
    .literal("")
    .transform(() => null)
    .or(people("The stretch goal")),
  startsAt: text("The start", 20),
  endsAt: text("The deadline", 20),
  timezone: text("The time zone", 60),
  counting: z.enum(["total", "new"]),
  published: z
    .literal("on")
    .nullable()
    .optional()
    .transform((tick) => tick === "on"),
});

type Form = Record<string, unknown>;

function termsOf(input: Form) {
  const { titleEn, titleUk, messageEn, messageUk, startsAt, endsAt, ...rest } = parseInput(formSchema, input);
  return {
    ...rest,
    title: { en: titleEn, ...(titleUk ? { uk: titleUk } : {}) },
    message: { en: messageEn, ...(messageUk ? { uk: messageUk } : {}) },
    startsAt: instantOf(startsAt, rest.timezone),
    endsAt: instantOf(endsAt, rest.timezone),
  };
}

function instantOf(local: string, timezone: string): Date {
  const zone = newDriveSchema.shape.timezone.safeParse(timezone);
  if (!zone.success) throw new DomainError("invalid_input", "Give an IANA time zone such as Europe/Kyiv.");
  return fromLocal(local, timezone);
}

/** Creates a drive, as a draft unless it is published at once. Editors; audited. */
export async function createDriveAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: Form,
): Promise<{ slug: string }> {
  requireRole(staff, "editor");
  const slug = z.string().trim().min(1).max(100).safeParse(input.slug);
  if (!slug.success) throw new DomainError("invalid_input", "Give the drive a short name for addresses.");
  const terms = termsOf(input);
  await inOneTransaction(ctx, async (inside) => {
    await createDrive(inside, { slug: slug.data, ...terms });
    await recordAudit(inside.db, staff, { action: "drive.created", subject: slug.data, after: terms });
  });
  return { slug: slug.data };
}

/** Changes a drive that was opened at `revision`; whoever saved in between is not overwritten. Editors; audited. */
export async function changeDriveAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: Form,
): Promise<{ slug: string }> {
  requireRole(staff, "editor");
  const meant = z.object({ slug: z.string(), revision: z.coerce.number().int() }).safeParse(input);
  if (!meant.success) throw new DomainError("invalid_input", "Say which drive.");
  const { slug, revision } = meant.data;
  const { drive: before } = await readDrive(ctx, staff, slug);
  const terms = keepUnsaid(before, termsOf(input));
  const reason = typeof input.reason === "string" ? input.reason : "";
  await inOneTransaction(ctx, async (inside) => {
    await updateDrive(inside, { slug, revision, terms, reason, by: staff.email });
    const [held, given] = changed(before, terms);
    await recordAudit(inside.db, staff, {
      action: "drive.changed",
      subject: slug,
      before: held,
      after: { ...given, ...(reason ? { reason } : {}) },
    });
  });
  return { slug };
}

// A form knows minutes; a deadline to the second must not move because somebody mended a word.
function keepUnsaid<T extends { startsAt: Date; endsAt: Date }>(before: DriveRow, terms: T): T {
  const sameMinute = (a: Date, b: Date) =>
    Math.floor(a.getTime() / 60_000) === Math.floor(b.getTime() / 60_000);
  return {
    ...terms,
    startsAt: sameMinute(before.startsAt, terms.startsAt) ? before.startsAt : terms.startsAt,
    endsAt: sameMinute(before.endsAt, terms.endsAt) ? before.endsAt : terms.endsAt,
  };
}

/** What differs, before and after. */
function changed(before: DriveRow, terms: Partial<DriveRow>): [object, object] {
  const fields = (Object.keys(terms) as (keyof DriveRow)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(terms[field]),
  );
  const pick = (from: Partial<DriveRow>) => Object.fromEntries(fields.map((field) => [field, from[field]]));
  return [pick(before), pick(terms)];
}
