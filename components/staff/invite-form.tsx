"use client";

import { Choice, Field, Send } from "./forms";
import { RevealForm } from "./reveal-form";
import { ROLE_NAMES } from "./role-names";

/** Invites a person; the link is shown once, to hand over. */
export function InviteForm() {
  return (
    <RevealForm<{ email: string; url: string }>
      action="/staff/people/invite"
      after="refresh"
      render={({ email, url }) => (
        <div className="max-w-2xl wrap-anywhere">
          <p>{`Send this link to ${email}. It works once, for seven days, and is shown only now:`}</p>
          <p className="mt-2 border border-soft p-3 font-mono text-sm break-all select-all">{url}</p>
        </div>
      )}
    >
      <div className="grid max-w-2xl items-end gap-4 md:grid-cols-[2fr_1fr_auto]">
        <Field label="E-mail" type="email" name="email" required maxLength={254} autoComplete="off" />
        <Choice label="Role" name="role" defaultValue="viewer" options={ROLE_NAMES} />
        <Send>Invite</Send>
      </div>
    </RevealForm>
  );
}
