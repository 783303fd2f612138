import { eq } from "drizzle-orm";
import { z } from "zod";
import { embedHosts } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "@/domain/staff/audit";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";
import { parseEmbedHost } from "./embed-host";

type Change = Partial<Pick<typeof embedHosts.$inferSelect, "name" | "switchedOffAt">>;

const nameSchema = z.string().trim().min(1).max(80);

/** Calls a host by a name of the newsroom's own. Editors; audited. Throws invalid_input. */
export async function nameEmbedHost(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { host: unknown; name: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const name = nameSchema.safeParse(input.name);
  if (!name.success) throw new DomainError("invalid_input", "A name has 1 to 80 characters.");
  await change(ctx, staff, { host: input.host, action: "embed_host.named", to: { name: name.data } });
}

/**
 * Stops crediting joins that start on a host, or credits them again. The counter itself goes on showing there: it is
 * public. Editors; audited. Throws invalid_input.
 */
export async function switchEmbedHost(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { host: unknown; isOff: boolean },
): Promise<void> {
  requireRole(staff, "editor");
  const switchedOffAt = input.isOff ? ctx.clock.now() : null;
  const action = input.isOff ? "embed_host.switched_off" : "embed_host.switched_on";
  await change(ctx, staff, { host: input.host, action, to: { switchedOffAt } });
}

async function change(
  ctx: Ctx,
  staff: StaffMember,
  { host: given, action, to }: { host: unknown; action: EmbedHostAction; to: Change },
): Promise<void> {
  const host = parseEmbedHost(typeof given === "string" ? given : null);
  if (!host)
    throw new DomainError("invalid_input", "That is not the name of a host, such as partner.example.");
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(embedHosts).where(eq(embedHosts.host, host));
    const written = { ...to, updatedBy: staff.email, updatedAt: ctx.clock.now() };
    await tx
      .insert(embedHosts)
      .values({ host, ...written })
      .onConflictDoUpdate({ target: embedHosts.host, set: written });
    await recordAudit(tx, staff, { action, subject: host, before: before ? said(before) : null, after: to });
  });
}

type EmbedHostAction = "embed_host.named" | "embed_host.switched_off" | "embed_host.switched_on";

function said({ name, switchedOffAt }: typeof embedHosts.$inferSelect): Change {
  return { name, switchedOffAt };
}
