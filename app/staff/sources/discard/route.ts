import { discardSourceDraft } from "@/domain/staff/manage-sources";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/sources", async ({ ctx, staff, form }) => {
  await discardSourceDraft(ctx, staff, { id: form.get("id") });
  return { notice: "discarded" };
});
