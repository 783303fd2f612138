import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Erased, erasePerson } from "@/domain/membership/erase-person";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const SHOWN = 20;

const erasureSchema = z.object({
  who: z
    .string()
    .trim()
    .max(254)
    .pipe(
      z.union([z.email(), z.string().regex(/^cus_\w+$/)], {
        error: "Give an e-mail address, or a Stripe customer such as cus_123.",
      }),
    ),
  deleteInStripe: z.boolean(),
});

/**
 * Erases somebody who asked for it. Administrators; audited by opaque ids, never by the address. Throws invalid_input
 * and what erasePerson throws.
 */
export async function erasePersonAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: unknown,
): Promise<Erased> {
  requireRole(staff, "admin");
  const asked = parseInput(erasureSchema, input);
  return erasePerson(ctx, asked, (tx, { customers, gifts, lists }) =>
    recordAudit(tx, staff, {
      action: "person.erased",
      subject: customers.join(", ") || "a person without a Stripe customer",
      after: { customers: customers.length, gifts, lists },
    }),
  );
}

/** An erasure as the page lists it. */
export interface PastErasure {
  at: Date;
  by: string;
  /** Stripe customers, which lead nowhere any more, or that there were none. */
  subject: string;
}

/** The newest erasures. Administrators. */
export async function readErasures(ctx: Ctx, staff: StaffMember | null): Promise<PastErasure[]> {
  requireRole(staff, "admin");
  return ctx.db
    .select({ at: auditLog.at, by: auditLog.actorEmail, subject: auditLog.subject })
    .from(auditLog)
    .where(eq(auditLog.action, "person.erased"))
    .orderBy(desc(auditLog.id))
    .limit(SHOWN);
}
