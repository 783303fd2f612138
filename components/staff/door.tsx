import type { ReactNode } from "react";

/** The page before the staff room: one column, one form, no script needed. */
export function Door({
  title,
  lead,
  notice,
  children,
}: {
  title: string;
  lead: string;
  notice: string | null;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-5 py-12">
      <div className="border-t-4 border-double border-ink pt-6">
        <h1 className="font-serif text-4xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-2 text-soft">{lead}</p>
        {notice && (
          <p id="notice" role="alert" className="mt-6 border-l-4 border-warn pl-4">
            {notice}
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
