import { releaseMailAsStaff } from "@/domain/staff/repair-as-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/trust", async ({ ctx, staff }) => {
  await releaseMailAsStaff(ctx, staff);
  return { notice: "mail_released" };
});
