"use client";

export default function StaffError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-5 py-24">
      <h1 className="font-serif text-4xl font-semibold">The staff room cannot be read</h1>
      <p className="mt-4 text-lg">
        Counting goes on and readers see the last true number. Try again in a moment; if it stays, your
        developer finds the reason in the log.
      </p>
      <button type="button" onClick={reset} className="mt-6 border border-ink px-4 py-2 font-medium">
        Try again
      </button>
    </main>
  );
}
