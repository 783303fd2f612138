import { checkLedger } from "@/domain/staff/check-ledger";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/trust", async ({ ctx, staff }) => {
  await checkLedger(ctx, staff);
  return { notice: "ledger_agrees" };
});
