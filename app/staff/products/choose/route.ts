import { chooseProductsAsStaff } from "@/domain/staff/manage-products";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/products", async ({ ctx, staff, form }) => {
  await chooseProductsAsStaff(ctx, staff, {
    ticked: form.getAll("product"),
    seen: form.getAll("seen"),
    reason: form.get("reason"),
  });
  return { notice: "recorded" };
});
