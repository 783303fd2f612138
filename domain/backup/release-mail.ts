import { eq } from "drizzle-orm";
import { installation } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type AuditActor, recordAudit } from "@/domain/staff/audit";

/** Lets mail go out again after a restore; false when it was not held. */
export async function releaseMail(ctx: Ctx, actor: AuditActor): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const [held] = await tx.select().from(installation).where(eq(installation.id, 1)).for("update");
    if (!held?.mailHeldSince) return false;
    await tx.update(installation).set({ mailHeldSince: null }).where(eq(installation.id, 1));
    await recordAudit(tx, actor, {
      action: "mail.released",
      subject: "mail",
      before: { heldSince: held.mailHeldSince },
    });
    return true;
  });
}
