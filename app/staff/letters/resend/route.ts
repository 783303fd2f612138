import { resendLetter } from "@/domain/staff/manage-letters";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/letters", async ({ ctx, staff, form }) => {
  await resendLetter(ctx, staff, {
    id: form.get("id"),
    address: String(form.get("address") ?? ""),
    knowing: form.get("knowing") === "yes",
  });
  return { notice: "letter_queued" };
});
