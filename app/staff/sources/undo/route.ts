import { undoSourceAsStaff } from "@/domain/staff/manage-sources";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/sources", async ({ ctx, staff, form }) => {
  await undoSourceAsStaff(ctx, staff, { recordId: form.get("recordId"), revision: form.get("revision") });
  return { notice: "undone" };
});
