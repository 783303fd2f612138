import type { OpenInvitation } from "@/domain/staff/invite";
import type { StaffAccount } from "@/domain/staff/manage-staff";
import { Choice, Part, Send } from "./forms";
import { InviteForm } from "./invite-form";
import { ROLE_NAMES } from "./role-names";

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** Who may enter, who is invited, and what administrators may change of it. */
export function StaffPeople({
  own,
  accounts,
  invitations,
}: {
  own: string;
  accounts: StaffAccount[];
  invitations: OpenInvitation[];
}) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        Viewers look. Editors hold the number and run drives. Administrators also decide who may enter.
      </p>
      <Part id="accounts" title="Accounts">
        <ul className="mt-2">
          {accounts.map((account) => (
            <li key={account.id} className="border-t border-rule py-4 first:border-t-0">
              <Account account={account} isOwn={account.email === own} />
            </li>
          ))}
        </ul>
      </Part>
      <Part id="invite" title="Invite someone">
        <div className="mt-4">
          <InviteForm />
        </div>
      </Part>
      <Part id="invitations" title="Open invitations">
        {invitations.length === 0 ? (
          <p className="mt-2 text-soft">
            None. An invitation shows here until it is taken up or a week has passed.
          </p>
        ) : (
          <ul className="mt-2 max-w-3xl">
            {invitations.map((invitation) => (
              <li
                key={invitation.id}
                className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-rule py-2 first:border-t-0"
              >
                <span className="wrap-anywhere">
                  {`${invitation.email}, ${invitation.role}`}
                  <span className="block text-sm text-soft">
                    {`by ${invitation.invitedBy}, until ${day.format(invitation.expiresAt)}`}
                  </span>
                </span>
                <form method="post" action="/staff/people/withdraw">
                  <input type="hidden" name="id" value={invitation.id} />
                  <Send look="danger">{`Withdraw the invitation of ${invitation.email}`}</Send>
                </form>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </>
  );
}

function Account({ account, isOwn }: { account: StaffAccount; isOwn: boolean }) {
  const { email, role, hasSecondFactor, lastSignIn } = account;
  return (
    <div className="grid items-end gap-x-10 gap-y-3 md:grid-cols-[1fr_auto]">
      <div>
        <p className="font-semibold break-all">{isOwn ? `${email} (you)` : email}</p>
        <p className="text-sm text-soft">
          {`${hasSecondFactor ? "Second factor on" : "No second factor"}; ${lastSignIn ? `signed in since ${day.format(lastSignIn)}` : "not signed in now"}`}
        </p>
      </div>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <form method="post" action="/staff/people/role" className="flex items-end gap-3">
          <input type="hidden" name="email" value={email} />
          <Choice label={`Role of ${email}`} name="role" defaultValue={role} options={ROLE_NAMES} />
          <Send look="quiet">Change</Send>
        </form>
        {hasSecondFactor && (
          <form method="post" action="/staff/people/second-factor">
            <input type="hidden" name="email" value={email} />
            <Send look="danger">{`Remove the second factor of ${email}`}</Send>
          </form>
        )}
        {!isOwn && (
          <form method="post" action="/staff/people/remove">
            <input type="hidden" name="email" value={email} />
            <Send look="danger">{`Remove ${email}`}</Send>
          </form>
        )}
      </div>
    </div>
  );
}
