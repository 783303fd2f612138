const field =
  "mt-1 block w-full border border-soft bg-paper px-3 py-2.5 text-lg text-ink aria-invalid:border-warn";

/** Sign-in for staff: a plain form that needs no script. */
export function SignInForm({ notice }: { notice: string | null }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-5 py-12">
      <div className="border-t-4 border-double border-ink pt-6">
        <h1 className="font-serif text-4xl font-semibold tracking-tight">Staff room</h1>
        <p className="mt-2 text-soft">For the newsroom. Readers need no account.</p>
        {notice && (
          <p id="notice" role="alert" className="mt-6 border-l-4 border-warn pl-4">
            {notice}
          </p>
        )}
        <form method="post" action="/staff/sign-in" className="mt-6 space-y-5">
          <label className="block">
            <span>E-mail</span>
            <input
              type="email"
              name="email"
              autoComplete="username"
              required
              maxLength={254}
              className={field}
            />
          </label>
          <label className="block">
            <span>Password</span>
            <input
              type="password"
              name="password"
              autoComplete="current-password"
              required
              maxLength={128}
              className={field}
            />
          </label>
          <button type="submit" className="w-full bg-ink px-5 py-3 font-semibold text-paper">
            Sign in
          </button>
        </form>
        <p className="mt-6 text-sm text-soft">
          No account, or lost the password? Ask your developer for{" "}
          <code className="text-ink">npm run staff -- add</code>.
        </p>
      </div>
    </main>
  );
}
