import type { StaffLetter } from "@/domain/staff/manage-letters";
import { dayOf, momentOf, plural } from "@/domain/staff/room-words";
import { Field, Send, Tick } from "./forms";

const KINDS: Record<StaffLetter["kind"], string> = {
  gift: "Gift card, to its recipient",
  gift_receipt: "Gift, the buyer’s copy",
  notice: "Notice to staff",
};

const STATES: Record<StaffLetter["state"], string> = {
  queued: "waits until",
  sending: "is being sent since",
  sent: "sent",
  uncertain: "perhaps sent, the mail server did not say:",
  failed: "not sent:",
};

interface LetterListProps {
  letters: readonly StaffLetter[];
  mayResend: boolean;
  timezone: string;
  now: Date;
}

/** The newest letters, what became of each, and how one is sent again. */
export function LetterList({ letters, mayResend, timezone, now }: LetterListProps) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        Every letter goes out once. An address is kept, sealed, only until its letter has gone; then nobody
        can look it up here.
      </p>
      {letters.length === 0 ? (
        <p className="mt-6 text-soft">
          None yet. Cards of gifts, their buyers’ copies and notices stand here with what became of them.
        </p>
      ) : (
        <ul className="mt-6 max-w-[66rem]">
          {letters.map((letter) => (
            <li key={letter.id} className="border-t border-rule py-3">
              <p className="font-semibold">
                {KINDS[letter.kind]}{" "}
                <span className="font-normal text-soft">{aboutWords(letter, timezone)}</span>
              </p>
              <p className={`text-sm break-words ${letter.state === "failed" ? "text-warn" : "text-soft"}`}>
                {`${STATES[letter.state]} ${momentOf(letter.at, timezone, now)}, ${plural(letter.attempts, "try", "tries")}`}
                {letter.lastError && letter.state !== "sent" ? `: ${letter.lastError}` : ""}
              </p>
              {mayResend && letter.again && <Again letter={letter} again={letter.again} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function aboutWords({ about, subjectId, locale }: StaffLetter, timezone: string): string {
  if (!about) return "";
  if ("title" in about) return about.title;
  const language = locale === "uk" ? "in Ukrainian" : "in English";
  const paidBack = about.isPaidBack ? "; paid back, so nothing of it is sent again" : "";
  return `for the gift ${subjectId.slice(0, 8)} from ${dayOf(about.startsAt, timezone)}, ${language}${paidBack}`;
}

function Again({ letter, again }: { letter: StaffLetter; again: NonNullable<StaffLetter["again"]> }) {
  return (
    <details className="mt-1">
      <summary className="inline-block py-2 text-sm underline underline-offset-4">Send it again</summary>
      <form method="post" action="/staff/letters/resend" className="max-w-[36rem] pb-3">
        <input type="hidden" name="id" value={letter.id} />
        {again.needsAddress && (
          <Field
            label="The recipient’s address"
            id={`address-${letter.id}`}
            name="address"
            type="email"
            required
            autoComplete="off"
            hint="As the buyer gave it: it is not kept, only recognised. To any other address nothing is sent."
          />
        )}
        {again.mayHaveArrived && (
          <Tick
            name="knowing"
            value="yes"
            required
            label="It may have arrived already. Send it all the same."
          />
        )}
        <div className="mt-3">
          <Send look="plain">{`Send the ${letter.kind === "gift" ? "card" : "copy"} again`}</Send>
        </div>
      </form>
    </details>
  );
}
