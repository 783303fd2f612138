import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { staffInvitations, staffUsers } from "@/db/schema/staff";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { recordAudit } from "./audit";
import type { StaffAuth } from "./auth";
import { parseNewPassword, wordsOfAccount } from "./choose-password";
import { requireRole } from "./require-role";
import { STAFF_ROLES, type StaffMember, type StaffRole } from "./staff-member";
import { writeAccount } from "./write-account";

const VALID_DAYS = 7;
const DAY_MS = 86_400_000;

const inviteInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  role: z.enum(STAFF_ROLES),
});

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Makes a link by which one person chooses a password; an earlier link for the address stops working. Admins. */
export async function inviteStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { email: unknown; role: unknown },
): Promise<{ url: string; email: string }> {
  requireRole(staff, "admin");
  const parsed = inviteInput.safeParse(input);
  if (!parsed.success) throw new DomainError("invalid_input", "Give an e-mail address and a role.");
  const { email, role } = parsed.data;
  const token = randomBytes(32).toString("base64url");
  await ctx.db.transaction(async (tx) => {
    const [known] = await tx.select().from(staffUsers).where(eq(staffUsers.email, email));
    if (known) throw new DomainError("conflict", `${email} has an account already.`);
    await tx
      .delete(staffInvitations)
      .where(and(eq(staffInvitations.email, email), isNull(staffInvitations.acceptedAt)));
    await tx.insert(staffInvitations).values({
      email,
      role,
      tokenHash: hashOf(token),
      invitedBy: staff.email,
      expiresAt: new Date(Date.now() + VALID_DAYS * DAY_MS),
    });
    await recordAudit(tx, staff, { action: "staff.invited", subject: email, after: { role } });
  });
  return { url: `${ctx.settings.siteUrl}/staff/invitation?token=${token}`, email };
}

/** An open invitation, as administrators see it. */
export interface OpenInvitation {
  id: number;
  email: string;
  role: StaffRole;
  invitedBy: string;
  expiresAt: Date;
}

/** Links that still work, the newest first. Admins. */
export async function listInvitations(ctx: Ctx, staff: StaffMember | null): Promise<OpenInvitation[]> {
  requireRole(staff, "admin");
  return ctx.db
    .select({
      id: staffInvitations.id,
      email: staffInvitations.email,
      role: staffInvitations.role,
      invitedBy: staffInvitations.invitedBy,
      expiresAt: staffInvitations.expiresAt,
    })
    .from(staffInvitations)
    .where(isOpen())
    .orderBy(desc(staffInvitations.id));
}

/** Makes a link stop working. Admins. */
export async function withdrawInvitation(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown },
): Promise<void> {
  requireRole(staff, "admin");
  const id = z.coerce.number().int().safeParse(input.id);
  if (!id.success) throw new DomainError("invalid_input", "Say which invitation.");
  await ctx.db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(staffInvitations)
      .where(and(eq(staffInvitations.id, id.data), isNull(staffInvitations.acceptedAt)))
      .returning();
    if (!gone) throw new DomainError("conflict", "That invitation was taken up or withdrawn already.");
    await recordAudit(tx, staff, { action: "staff.invitation_withdrawn", subject: gone.email });
  });
}

const unusable = () =>
  new DomainError(
    "invitation_unusable",
    "This invitation was used, withdrawn or has expired: ask for a new one.",
  );

/** Whom a link is for; null when it does not work. */
export async function readInvitation(ctx: Ctx, token: unknown): Promise<{ email: string } | null> {
  if (typeof token !== "string") return null;
  const [row] = await ctx.db
    .select({ email: staffInvitations.email })
    .from(staffInvitations)
    .where(and(eq(staffInvitations.tokenHash, hashOf(token)), isOpen()));
  return row ?? null;
}

/** Opens the account an invitation is for, once, with the password chosen. */
export async function acceptInvitation(
  ctx: Ctx,
  auth: StaffAuth,
  input: { token: unknown; password: unknown },
): Promise<{ email: string }> {
  const invited = await readInvitation(ctx, input.token);
  if (!invited || typeof input.token !== "string") throw unusable();
  const password = parseNewPassword(input.password, wordsOfAccount(ctx, invited.email));
  const tokenHash = hashOf(input.token);
  const { password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  return ctx.db.transaction(async (tx) => {
    const [accepted] = await tx
      .update(staffInvitations)
      .set({ acceptedAt: new Date() })
      .where(and(eq(staffInvitations.tokenHash, tokenHash), isOpen()))
      .returning();
    if (!accepted) throw unusable();
    const { email, role } = accepted;
    await writeAccount(tx, { email, role, hash });
    const [user] = await tx.select({ id: staffUsers.id }).from(staffUsers).where(eq(staffUsers.email, email));
    await recordAudit(
      tx,
      { id: user?.id ?? email, email },
      {
        action: "staff.invitation_accepted",
        subject: email,
        after: { role },
      },
    );
    return { email };
  });
}

function isOpen() {
  return and(isNull(staffInvitations.acceptedAt), gt(staffInvitations.expiresAt, new Date()));
}
