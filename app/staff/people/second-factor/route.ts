import { removeSecondFactor } from "@/domain/staff/manage-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/people", async ({ ctx, staff, form }) => {
  await removeSecondFactor(ctx, staff, { email: form.get("email") });
  return { notice: "saved" };
});
