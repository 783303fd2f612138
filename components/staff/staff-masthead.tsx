/** The top line of the staff room: its name, who is in, the way out. */
export function StaffMasthead({ email }: { email: string }) {
  return (
    <header className="mx-auto flex max-w-[96rem] flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 pt-5 pb-3 md:px-10">
      <p className="font-serif text-2xl font-semibold tracking-tight">Staff room</p>
      <form method="post" action="/staff/sign-out" className="flex items-baseline gap-4 text-sm">
        <span className="text-soft">{email}</span>
        <button type="submit" className="py-1 underline underline-offset-4">
          Sign out
        </button>
      </form>
    </header>
  );
}
