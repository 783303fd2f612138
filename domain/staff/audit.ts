import type { Db } from "@/db/client";
import { auditLog } from "@/db/schema/staff";
import type { StaffMember } from "./staff-member";

/** Who did it: a signed-in person, or whoever may run commands on the machine. */
export type AuditActor = Pick<StaffMember, "id" | "email"> | "command line";

export interface AuditEntry {
  action:
    | "staff.added"
    | "staff.reset"
    | "staff.signed_in"
    | "staff.signed_out"
    | "staff.invited"
    | "staff.invitation_accepted"
    | "staff.invitation_withdrawn"
    | "staff.role_changed"
    | "staff.removed"
    | "staff.second_factor_set"
    | "staff.second_factor_removed"
    | "staff.backup_codes_renewed"
    | "staff.password_changed"
    | "staff.sessions_ended"
    | "drive.held"
    | "drive.released"
    | "embed_host.named"
    | "embed_host.switched_off"
    | "embed_host.switched_on"
    | "mail.released"
    | "drive.created"
    | "drive.changed"
    | "drive.ended"
    | "note.written"
    | "note.removed"
    | "export.taken"
    | "source.recorded"
    | "source.undone"
    | "products.chosen"
    | "plans.chosen"
    | "banner.pages_chosen"
    | "letter.resent"
    | "person.erased"
    | "channel.added"
    | "channel.changed"
    | "channel.removed"
    | "channel.tested"
    | "events.replayed"
    | "events.fetched"
    | "comparison.started";
  /** What was changed, such as a drive's slug or an account's e-mail. */
  subject: string;
  before?: object | null;
  after?: object | null;
}

/** Writes one line of the audit log, in the transaction of the change it tells of. */
export async function recordAudit(tx: Db, actor: AuditActor, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    actorId: actor === "command line" ? null : actor.id,
    actorEmail: actor === "command line" ? actor : actor.email,
    action: entry.action,
    subject: entry.subject,
    before: entry.before ?? null,
    after: entry.after ?? null,
  });
}
