import { changeStaffRole } from "@/domain/staff/manage-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/people", async ({ ctx, staff, form }) => {
  await changeStaffRole(ctx, staff, { email: form.get("email"), role: form.get("role") });
  return { notice: "saved" };
});
