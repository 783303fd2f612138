import { compareAsStaff } from "@/domain/staff/repair-as-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/trust", async ({ ctx, staff }) => {
  await compareAsStaff(ctx, staff);
  return { notice: "comparing" };
});
