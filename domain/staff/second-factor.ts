import { APIError } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { staffTwoFactors, staffUsers } from "@/db/schema/staff";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "./audit";
import type { StaffAuth } from "./auth";
import { requireSignedIn } from "./require-role";
import type { StaffMember } from "./staff-member";

const passwordSchema = z.string().min(1).max(128);

/** What is shown once, while a second factor is being set up. */
export interface SecondFactorSetup {
  /** For the authenticator: an otpauth: address, as text and as a picture to scan. */
  uri: string;
  secret: string;
  backupCodes: string[];
}

/** Makes a secret and backup codes after the password; nothing changes until a code confirms it. */
export async function beginSecondFactor(
  staff: StaffMember | null,
  auth: StaffAuth,
  input: { password: unknown },
  headers: Headers,
): Promise<SecondFactorSetup> {
  requireSignedIn(staff);
  const password = parsePassword(input.password);
  const made = await withPassword(() => auth.api.enableTwoFactor({ body: { password }, headers }));
  if (!("totpURI" in made) || !made.totpURI) throw new Error("no authenticator secret was made");
  const secret = new URL(made.totpURI).searchParams.get("secret") ?? "";
  return { uri: made.totpURI, secret, backupCodes: made.backupCodes ?? [] };
}

/** Confirms the setup with a first code; from now on sign-in asks for one. Gives the renewed cookies. */
export async function confirmSecondFactor(
  ctx: Ctx,
  staff: StaffMember | null,
  auth: StaffAuth,
  input: { code: unknown },
  headers: Headers,
): Promise<{ cookies: string[] }> {
  requireSignedIn(staff);
  const code = z.string().safeParse(input.code).data?.replace(/\s+/g, "") ?? "";
  const confirmed = await auth.api
    .verifyTOTP({ body: { code }, headers, returnHeaders: true })
    .catch((error) => {
      if (error instanceof APIError && error.statusCode < 500) {
        throw new DomainError(
          "wrong_code",
          "That code is not right. Codes change every half minute: try the next.",
        );
      }
      throw error;
    });
  await recordAudit(ctx.db, staff, { action: "staff.second_factor_set", subject: staff.email });
  return { cookies: confirmed.headers.getSetCookie() };
}

/** New backup codes after the password; the old ones stop working. */
export async function renewBackupCodes(
  ctx: Ctx,
  staff: StaffMember | null,
  auth: StaffAuth,
  input: { password: unknown },
  headers: Headers,
): Promise<string[]> {
  requireSignedIn(staff);
  const password = parsePassword(input.password);
  const made = await withPassword(() => auth.api.generateBackupCodes({ body: { password }, headers }));
  await recordAudit(ctx.db, staff, { action: "staff.backup_codes_renewed", subject: staff.email });
  return made.backupCodes;
}

/** Whether sign-in asks this person for a code. */
export async function hasSecondFactor(ctx: Ctx, staff: StaffMember | null): Promise<boolean> {
  requireSignedIn(staff);
  const [row] = await ctx.db
    .select({ id: staffTwoFactors.id })
    .from(staffTwoFactors)
    .innerJoin(staffUsers, eq(staffUsers.id, staffTwoFactors.userId))
    .where(and(eq(staffUsers.id, staff.id), eq(staffUsers.twoFactorEnabled, true)));
  return row !== undefined;
}

function parsePassword(input: unknown): string {
  const parsed = passwordSchema.safeParse(input);
  if (!parsed.success) throw new DomainError("wrong_password", "That is not your password.");
  return parsed.data;
}

async function withPassword<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    throw new DomainError("wrong_password", "That is not your password.", { cause: error });
  }
}
