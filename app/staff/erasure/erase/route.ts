import { erasePersonAsStaff } from "@/domain/staff/erase-as-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/erasure", async ({ ctx, staff, form }) => {
  await erasePersonAsStaff(ctx, staff, {
    who: String(form.get("who") ?? ""),
    deleteInStripe: form.get("deleteInStripe") === "yes",
  });
  return { notice: "person_erased" };
});
