import { addChartNote } from "@/domain/outlook/chart-notes";
import { staffForm } from "../form-post";

export const POST = staffForm("/staff", async ({ ctx, staff, form }) => {
  await addChartNote(ctx, staff, { slug: form.get("slug"), day: form.get("day"), words: form.get("words") });
  return { notice: "saved" };
});
