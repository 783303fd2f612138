import { testChannel } from "@/domain/staff/manage-notifications";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/notifications", async ({ ctx, staff, form }) => {
  await testChannel(ctx, staff, { id: form.get("id") });
  return { notice: "test_sent" };
});
