import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { verify } from "@/domain/verify/verify";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

/** Proves that count, ledger, rows and breakdown agree; refuses in words with what does not. Editors. */
export async function checkLedger(ctx: Ctx, staff: StaffMember | null): Promise<void> {
  requireRole(staff, "editor");
  const { ok, differences } = await verify(ctx);
  if (!ok) throw new DomainError("ledger_differs", `The ledger does not agree: ${differences.join("; ")}`);
}
