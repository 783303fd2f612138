import { removeChannel } from "@/domain/staff/manage-notifications";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/notifications", async ({ ctx, staff, form }) => {
  await removeChannel(ctx, staff, { id: form.get("id") });
  return { notice: "removed" };
});
