import { Door } from "./door";
import { Field } from "./forms";

/** The second step of signing in. */
export function CodeForm({ notice }: { notice: string | null }) {
  return (
    <Door
      title="Second step"
      lead="Open your authenticator and type the six digits it shows for Muster."
      notice={notice}
    >
      <form method="post" action="/staff/sign-in/code" className="mt-6 space-y-5">
        <Field
          label="Code"
          name="code"
          autoComplete="one-time-code"
          required
          maxLength={20}
          hint="Without your phone, type one of your backup codes instead, such as aB3dE-fG7hJ. Each works once."
        />
        <button type="submit" className="w-full bg-ink px-5 py-3 font-semibold text-paper">
          Enter
        </button>
      </form>
      <p className="mt-6 text-sm">
        <a href="/staff/login" className="underline underline-offset-4">
          Start again
        </a>
      </p>
    </Door>
  );
}
