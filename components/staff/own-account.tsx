import type { OwnSession } from "@/domain/staff/own-account";
import type { StaffRole } from "@/domain/staff/staff-member";
import { Field, Part, Send } from "./forms";
import { BackupCodesForm, SecondFactorForm } from "./second-factor-form";

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** What a person may change of their own account. */
export function OwnAccount({
  email,
  role,
  hasSecondFactor,
  sessions,
}: {
  email: string;
  role: StaffRole;
  hasSecondFactor: boolean;
  sessions: OwnSession[];
}) {
  return (
    <>
      <p className="mt-2 text-lg wrap-anywhere">{`${email}, ${role}`}</p>
      <Part id="second" title="Second factor">
        <p className="mt-2 mb-4 max-w-[66ch]">
          {hasSecondFactor
            ? "On. Sign-in asks for a code of your authenticator after the password, and takes each code once."
            : "Off. With it, a stolen password alone does not open this room."}
        </p>
        {hasSecondFactor ? <BackupCodesForm /> : <SecondFactorForm />}
      </Part>
      <Part id="password" title="Password">
        <form method="post" action="/staff/account/password" className="mt-4 max-w-md space-y-4">
          <Field
            label="Password now"
            type="password"
            name="current"
            autoComplete="current-password"
            required
            maxLength={128}
          />
          <Field
            label="New password"
            type="password"
            name="next"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={128}
            hint="12 characters or more. Every other session ends."
          />
          <Send look="plain">Change the password</Send>
        </form>
      </Part>
      <Sessions sessions={sessions} />
    </>
  );
}

function Sessions({ sessions }: { sessions: OwnSession[] }) {
  return (
    <Part id="sessions" title="Where you are signed in">
      <ul className="mt-2 max-w-3xl">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-rule py-2 first:border-t-0"
          >
            <span>
              {browserName(session.browser)}
              {session.isThisOne && <strong>, this one</strong>}
              <span className="block text-sm text-soft">{`since ${moment.format(session.since)} UTC`}</span>
            </span>
            {!session.isThisOne && (
              <form method="post" action="/staff/account/sessions/end">
                <input type="hidden" name="session" value={session.id} />
                <Send look="danger">End this session</Send>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/staff/account/sessions/end" className="mt-3">
          <input type="hidden" name="session" value="all" />
          <Send look="plain">End every other session</Send>
        </form>
      )}
    </Part>
  );
}

function browserName(agent: string | null): string {
  if (!agent) return "Unknown browser";
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent)?.[1] ?? "Browser";
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1];
  const name = browser === "Edg" ? "Edge" : browser === "OPR" ? "Opera" : browser;
  return system ? `${name} on ${system === "Mac OS X" ? "macOS" : system}` : name;
}
