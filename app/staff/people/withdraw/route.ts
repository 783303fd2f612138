import { withdrawInvitation } from "@/domain/staff/invite";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/people", async ({ ctx, staff, form }) => {
  await withdrawInvitation(ctx, staff, { id: form.get("id") });
  return { notice: "saved" };
});
