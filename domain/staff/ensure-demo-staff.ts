import { eq } from "drizzle-orm";
import { staffUsers } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { addStaff } from "./add-staff";
import type { StaffAuth } from "./auth";

export const DEMO_STAFF_EMAIL = "editor@courier.example";

/** The demo's staff login; does nothing when it is there. */
export async function ensureDemoStaff(ctx: Ctx, auth: StaffAuth, password: string): Promise<void> {
  const [held] = await ctx.db.select({ id: staffUsers.id }).from(staffUsers).where(eq(staffUsers.email, DEMO_STAFF_EMAIL));
  if (!held) await addStaff(ctx, auth, { email: DEMO_STAFF_EMAIL, role: "admin", password, by: "demo" });
}
