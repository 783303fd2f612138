import { removeChartNote } from "@/domain/outlook/chart-notes";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff", async ({ ctx, staff, form }) => {
  await removeChartNote(ctx, staff, { id: form.get("id") });
  return { notice: "saved" };
});
