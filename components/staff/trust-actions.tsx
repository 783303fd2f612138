import type { Comparing } from "@/domain/staff/read-trust";
import type { Remedy, Warning } from "@/domain/staff/trust-warnings";
import { Send } from "./forms";
import { LiveComparison } from "./live-comparison";

const BUTTONS: Record<Remedy, { action: string; words: string }> = {
  fetch: { action: "/staff/trust/fetch", words: "Fetch them from Stripe" },
  replay: { action: "/staff/trust/replay", words: "Apply every failed event again" },
  compare: { action: "/staff/trust/compare", words: "Compare with Stripe now" },
  release_mail: { action: "/staff/trust/release-mail", words: "Let mail go" },
};

/** What speaks against the number, each with the button that does something about it. */
export function TrustWarnings({ warnings, mayAct }: { warnings: readonly Warning[]; mayAct: boolean }) {
  if (warnings.length === 0) {
    return (
      <p className="mt-3 max-w-[60ch] font-serif text-2xl">
        Nothing speaks against it. What would, and what to do about it, is said here first.
      </p>
    );
  }
  return (
    <ul className="mt-4 space-y-4">
      {warnings.map(({ words, remedy }) => (
        <li key={words} className="border-l-4 border-warn pl-4">
          <p className="max-w-[60ch] font-serif text-xl">{words}</p>
          {mayAct && remedy && (
            <form method="post" action={BUTTONS[remedy].action} className="mt-2">
              {remedy === "replay" && <input type="hidden" name="id" value="all" />}
              <Send look="plain">{BUTTONS[remedy].words}</Send>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What staff may ask for at any time, and how far it is. */
export function TrustActions({ comparing, mayAct }: { comparing: Comparing | null; mayAct: boolean }) {
  return (
    <div className="mt-5 flex flex-wrap items-start gap-x-10 gap-y-4">
      {comparing && (
        <LiveComparison initial={{ subscriptions: comparing.subscriptions, events: comparing.events }} />
      )}
      {mayAct && !comparing && (
        <form method="post" action="/staff/trust/compare" className="max-w-sm">
          <Send look="plain">Compare everything now</Send>
          <p className="mt-1 text-sm text-soft">
            Asks Stripe for every subscription and puts right what differs.
          </p>
        </form>
      )}
      {mayAct && (
        <form method="post" action="/staff/trust/check" className="max-w-sm">
          <Send look="plain">Check the ledger now</Send>
          <p className="mt-1 text-sm text-soft">
            Proves that count, ledger, rows and breakdown are one number.
          </p>
        </form>
      )}
    </div>
  );
}
