import { Door } from "./door";
import { Field } from "./forms";

/** Where an invited person chooses a password; without a working link, what to do. */
export function InvitationForm({
  email,
  token,
  notice,
}: {
  email: string | null;
  token: string;
  notice: string | null;
}) {
  if (!email) {
    return (
      <Door
        title="This invitation does not work"
        lead="It was used, withdrawn or has expired. Ask an administrator of your newsroom for a new one."
        notice={notice}
      >
        <p className="mt-6">
          <a href="/staff/login" className="underline underline-offset-4">
            Sign in
          </a>
        </p>
      </Door>
    );
  }
  return (
    <Door title="Welcome" lead="Choose a password for the staff room." notice={notice}>
      <form method="post" action="/staff/invitation/accept" className="mt-6 space-y-5">
        <input type="hidden" name="token" value={token} />
        <Field label="E-mail" type="email" name="email" value={email} readOnly autoComplete="username" />
        <Field
          label="Password"
          type="password"
          name="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={128}
          hint="12 characters or more. A few words you can remember are better than one with signs in it."
        />
        <button type="submit" className="w-full bg-ink px-5 py-3 font-semibold text-paper">
          Open my account
        </button>
      </form>
    </Door>
  );
}
