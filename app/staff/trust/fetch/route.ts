import { fetchUndeliveredAsStaff } from "@/domain/staff/repair-as-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/trust", async ({ ctx, staff }) => {
  const { fetched } = await fetchUndeliveredAsStaff(ctx, staff);
  return { notice: fetched > 0 ? "fetched" : "nothing_to_fetch" };
});
