import { eq } from "drizzle-orm";
import { z } from "zod";
import { sourceDrafts } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { fromLocal } from "@/domain/drive/local-time";
import { DomainError } from "@/domain/errors";
import { readMemberList } from "@/domain/first-count/read-member-list";
import { newId } from "@/domain/new-id";
import { parseInput } from "@/domain/parse-input";
import { inOneCommit } from "@/domain/repair/in-one-commit";
import { listStaffSources, type StaffSource } from "@/domain/source/list-sources";
import {
  previewSource,
  recordSource,
  recordSourceList,
  type SourceEffect,
  sourceEntrySchema,
  sourcePeopleSchema,
  undoSourceRecord,
} from "@/domain/source/record-source";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

/** What was filled in, without the list itself. */
export type SourceDraft = Omit<typeof sourceDrafts.$inferSelect, "emailHashes"> & { isList: boolean };

/** What a change of a source would do to the total, or why it cannot be made. */
export type Previewed = { effect: SourceEffect; trouble: null } | { effect: null; trouble: string };

/** Every source with all that was ever recorded of it. Any role. */
export async function readSources(ctx: Ctx, staff: StaffMember | null): Promise<StaffSource[]> {
  requireRole(staff, "viewer");
  return listStaffSources(ctx);
}

const formSchema = z.object({
  name: z.string(),
  revision: z
    .literal("")
    .optional()
    .transform(() => null)
    .or(z.coerce.number().int()),
  asOf: z.iso.date("Say on which day the number was true."),
  people: z.string().trim().default(""),
  list: z.string().default(""),
  reason: z.string(),
  evidenceUrl: z
    .string()
    .trim()
    .default("")
    .transform((url) => url || null),
});

/**
 * Keeps what was filled in, so that its effect can be looked at before it is made; addresses of a list become keyed
 * hashes at once. Editors.
 */
export async function draftSource(
  ctx: Ctx,
  staff: StaffMember | null,
  input: Record<string, unknown>,
): Promise<{ id: string }> {
  requireRole(staff, "editor");
  const form = parseInput(formSchema, input);
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  const asOf = fromLocal(`${form.asOf}T00:00`, timezone);
  if (asOf > ctx.clock.now()) throw new DomainError("invalid_input", "The day is in the future.");
  const { by, ...entry } = parseInput(sourceEntrySchema, { ...form, asOf, by: staff.email });
  const said = saidBy(ctx, form);
  const id = newId();
  await ctx.db
    .insert(sourceDrafts)
    .values({ id, ...entry, ...said, draftedBy: by, draftedAt: ctx.clock.now() });
  return { id };
}

function saidBy(ctx: Ctx, { people, list }: z.output<typeof formSchema>) {
  if ((people === "") === (list.trim() === "")) {
    throw new DomainError("invalid_input", "Give either how many people there are, or a list of them.");
  }
  if (people !== "") return { people: parseInput(peopleSchema, people), emailHashes: null };
  const { people: listed, ...left } = readMemberList(list, ctx.settings.emailHashKey);
  const emailHashes = listed.map(({ emailHash }) => emailHash);
  return {
    people: emailHashes.length,
    emailHashes,
    withoutEmail: left.withoutEmail,
    repeated: left.repeated,
  };
}

const peopleSchema = z.coerce
  .number("The number of people is a whole number, 0 or more.")
  .pipe(sourcePeopleSchema);

/** A draft and what recording it would do now; null when it is not waiting any more. Editors. */
export async function readSourceDraft(
  ctx: Ctx,
  staff: StaffMember | null,
  id: string,
): Promise<({ draft: SourceDraft } & Previewed) | null> {
  requireRole(staff, "editor");
  const found = await findDraft(ctx, id);
  if (!found) return null;
  const { emailHashes, ...draft } = found;
  const previewed = await lookAhead(ctx, (inside) => record(inside, found, staff));
  return { draft: { ...draft, isList: emailHashes !== null }, ...previewed };
}

/** Records what a draft says, once. Editors; audited. Throws invalid_input, conflict. */
export async function confirmSourceDraft(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown },
): Promise<SourceEffect> {
  requireRole(staff, "editor");
  const id = parseInput(z.uuid("Say which draft."), input.id);
  return inOneCommit(ctx, async (inside) => {
    const [draft] = await inside.db.delete(sourceDrafts).where(eq(sourceDrafts.id, id)).returning();
    if (!draft) throw new DomainError("conflict", "That was recorded already, or thrown away.");
    const effect = await record(inside, draft, staff);
    const { name, asOf, reason, evidenceUrl } = draft;
    await recordAudit(inside.db, staff, {
      action: "source.recorded",
      subject: name,
      before: { counted: effect.before },
      after: {
        counted: effect.after,
        people: effect.people,
        duplicates: effect.duplicates,
        asOf,
        reason,
        evidenceUrl,
      },
    });
    return effect;
  });
}

/** Forgets a draft. Editors. */
export async function discardSourceDraft(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const id = parseInput(z.uuid("Say which draft."), input.id);
  await ctx.db.delete(sourceDrafts).where(eq(sourceDrafts.id, id));
}

const undoSchema = z.object({
  recordId: z.coerce.number("Say which record.").int().positive(),
  revision: z.coerce.number("Say which record.").int(),
});

/** What taking a record back would do. Editors. */
export async function previewUndo(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { recordId: unknown; revision: unknown },
): Promise<Previewed> {
  requireRole(staff, "editor");
  const wanted = parseInput(undoSchema, input);
  return lookAhead(ctx, (inside) => undoSourceRecord(inside, { ...wanted, by: staff.email }));
}

/** Takes a record back: the source counts again what it counted before. Editors; audited. */
export async function undoSourceAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { recordId: unknown; revision: unknown },
): Promise<SourceEffect> {
  requireRole(staff, "editor");
  const wanted = parseInput(undoSchema, input);
  return inOneCommit(ctx, async (inside) => {
    const effect = await undoSourceRecord(inside, { ...wanted, by: staff.email });
    const source = (await listStaffSources(inside)).find(({ id }) => id === effect.sourceId);
    await recordAudit(inside.db, staff, {
      action: "source.undone",
      subject: source?.name ?? String(effect.sourceId),
      before: { counted: effect.before, record: wanted.recordId },
      after: { counted: effect.after },
    });
    return effect;
  });
}

async function findDraft(ctx: Ctx, id: string) {
  const [draft] = z.uuid().safeParse(id).success
    ? await ctx.db.select().from(sourceDrafts).where(eq(sourceDrafts.id, id))
    : [];
  return draft ?? null;
}

function record(
  ctx: Ctx,
  draft: typeof sourceDrafts.$inferSelect,
  staff: StaffMember,
): Promise<SourceEffect> {
  const { name, revision, people, emailHashes, asOf, reason, evidenceUrl } = draft;
  const entry = { name, revision, asOf, reason, evidenceUrl, by: staff.email };
  return emailHashes
    ? recordSourceList(ctx, { ...entry, emailHashes })
    : recordSource(ctx, { ...entry, people });
}

async function lookAhead(ctx: Ctx, change: (inside: Ctx) => Promise<SourceEffect>): Promise<Previewed> {
  try {
    return { effect: await previewSource(ctx, change), trouble: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { effect: null, trouble: error.message };
  }
}
