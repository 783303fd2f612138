import { confirmSourceDraft } from "@/domain/staff/manage-sources";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/sources", async ({ ctx, staff, form }) => {
  await confirmSourceDraft(ctx, staff, { id: form.get("id") });
  return { notice: "recorded" };
});
