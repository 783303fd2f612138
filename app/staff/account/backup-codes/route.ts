import { renewBackupCodes } from "@/domain/staff/second-factor";
import { staffReveal } from "../../form-post";

export const POST = staffReveal(async ({ ctx, auth, staff, headers, form }) => ({
  backupCodes: await renewBackupCodes(ctx, staff, auth, { password: form.get("password") }, headers),
}));
