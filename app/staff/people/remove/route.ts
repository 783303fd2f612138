import { removeStaff } from "@/domain/staff/manage-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/people", async ({ ctx, staff, form }) => {
  await removeStaff(ctx, staff, { email: form.get("email") });
  return { notice: "saved" };
});
