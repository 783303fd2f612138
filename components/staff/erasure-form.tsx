import type { PastErasure } from "@/domain/staff/erase-as-staff";
import { momentOf } from "@/domain/staff/room-words";
import { Field, Part, Send, Tick } from "./forms";

/** Removes a person who asked for it, and lists when that was done. */
export function ErasureForm({
  past,
  timezone,
  now,
}: {
  past: readonly PastErasure[];
  timezone: string;
  now: Date;
}) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        For a reader who asks to be forgotten. What is held about them goes from every table at once and
        cannot be brought back; the ledger keeps its rows, of a person without a name. A backup holds them
        until it expires.
      </p>
      <form method="post" action="/staff/erasure/erase" className="mt-6 max-w-[44rem]">
        <Field
          label="E-mail address, or Stripe customer"
          name="who"
          required
          maxLength={254}
          autoComplete="off"
          spellCheck={false}
          hint="The address is looked up by its keyed hash, and written down nowhere."
        />
        <div className="mt-4">
          <Tick
            name="deleteInStripe"
            value="yes"
            label="Delete them in Stripe too, which ends a running membership at once. Without this, delete them in Stripe’s dashboard first."
          />
        </div>
        <div className="mt-4">
          <Send>Erase for good</Send>
        </div>
      </form>
      <Part id="past" title="Erased before">
        {past.length === 0 ? (
          <p className="mt-2 text-soft">Nobody yet. Each erasure stands here by its day, without a name.</p>
        ) : (
          <ul className="mt-2">
            {past.map(({ at, by, subject }) => (
              <li
                key={`${at.toISOString()} ${subject}`}
                className="border-t border-rule py-2.5 break-words first:border-t-0"
              >
                {momentOf(at.toISOString(), timezone, now)}: {subject},{" "}
                <span className="text-soft">by {by}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </>
  );
}
