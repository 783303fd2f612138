import { APIError } from "better-auth/api";
import { and, desc, eq, gt, ne } from "drizzle-orm";
import { z } from "zod";
import { staffSessions } from "@/db/schema/staff";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "./audit";
import type { StaffAuth } from "./auth";
import { parseNewPassword, wordsOfAccount } from "./choose-password";
import { requireSignedIn } from "./require-role";
import type { StaffMember } from "./staff-member";

/** A place this person is signed in at. */
export interface OwnSession {
  id: string;
  since: Date;
  expiresAt: Date;
  browser: string | null;
  isThisOne: boolean;
}

/** Where a person is signed in now, the newest first. */
export async function listOwnSessions(
  ctx: Ctx,
  staff: StaffMember | null,
  auth: StaffAuth,
  headers: Headers,
): Promise<OwnSession[]> {
  requireSignedIn(staff);
  const here = await auth.api.getSession({ headers });
  const rows = await ctx.db
    .select()
    .from(staffSessions)
    .where(and(eq(staffSessions.userId, staff.id), gt(staffSessions.expiresAt, new Date())))
    .orderBy(desc(staffSessions.createdAt));
  return rows.map((row) => ({
    id: row.id,
    since: row.createdAt,
    expiresAt: row.expiresAt,
    browser: row.userAgent,
    isThisOne: row.id === here?.session.id,
  }));
}

/** Ends one other session of this person, or with `all` every other one. */
export async function endOwnSessions(
  ctx: Ctx,
  staff: StaffMember | null,
  auth: StaffAuth,
  input: { session: unknown },
  headers: Headers,
): Promise<void> {
  requireSignedIn(staff);
  const wanted = z.string().min(1).max(100).safeParse(input.session);
  if (!wanted.success) throw new DomainError("invalid_input", "Say which session to end.");
  const here = await auth.api.getSession({ headers });
  const others = and(eq(staffSessions.userId, staff.id), ne(staffSessions.id, here?.session.id ?? ""));
  const which = wanted.data === "all" ? others : and(others, eq(staffSessions.id, wanted.data));
  await ctx.db.transaction(async (tx) => {
    const ended = await tx.delete(staffSessions).where(which).returning({ id: staffSessions.id });
    if (ended.length === 0) return;
    await recordAudit(tx, staff, {
      action: "staff.sessions_ended",
      subject: staff.email,
      after: { ended: ended.length },
    });
  });
}

const currentPassword = z.string().min(1).max(128);

/** A new password after the old one; every other session ends. Gives the renewed cookies. */
export async function changeOwnPassword(
  ctx: Ctx,
  staff: StaffMember | null,
  auth: StaffAuth,
  input: { current: unknown; next: unknown },
  headers: Headers,
): Promise<{ cookies: string[] }> {
  requireSignedIn(staff);
  const current = currentPassword.safeParse(input.current);
  if (!current.success) throw new DomainError("wrong_password", "That is not your password.");
  const body = {
    currentPassword: current.data,
    newPassword: parseNewPassword(input.next, wordsOfAccount(ctx, staff.email)),
    revokeOtherSessions: true,
  };
  const changed = await auth.api.changePassword({ body, headers, returnHeaders: true }).catch((error) => {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    throw new DomainError("wrong_password", "That is not your password.", { cause: error });
  });
  await recordAudit(ctx.db, staff, { action: "staff.password_changed", subject: staff.email });
  return { cookies: changed.headers.getSetCookie() };
}
