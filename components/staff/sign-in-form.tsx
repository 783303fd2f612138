import { Door } from "./door";
import { Field } from "./forms";

/** Sign-in for staff: a plain form that needs no script. */
export function SignInForm({ notice }: { notice: string | null }) {
  return (
    <Door title="Staff room" lead="For the newsroom. Readers need no account." notice={notice}>
      <form method="post" action="/staff/sign-in" className="mt-6 space-y-5">
        <Field label="E-mail" type="email" name="email" autoComplete="username" required maxLength={254} />
        <Field
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          required
          maxLength={128}
        />
        <button type="submit" className="w-full bg-ink px-5 py-3 font-semibold text-paper">
          Sign in
        </button>
      </form>
      <p className="mt-6 text-sm text-soft">
        No account? An administrator of your newsroom can invite you. Lost the password? Your developer can
        reset it with <code className="text-ink">npm run staff -- reset</code>.
      </p>
    </Door>
  );
}
