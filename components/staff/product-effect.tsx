import type { ChoiceEffect } from "@/domain/membership/choose-products";
import { formatChange, formatCount, plural } from "@/domain/staff/room-words";
import { Field, Send } from "./forms";

type Seen = { effect: ChoiceEffect; trouble: null } | { effect: null; trouble: string };

/** Who would begin to count and who would cease to, to be agreed to with a reason. */
export function ProductEffect({
  choice,
  ...seen
}: { choice: { ticked: readonly string[]; seen: readonly string[] } } & Seen) {
  return (
    <>
      {seen.effect ? (
        <Effect effect={seen.effect} />
      ) : (
        <p className="mt-5 max-w-[60ch] border-l-4 border-warn pl-4 font-serif text-xl">{seen.trouble}</p>
      )}
      {seen.effect && (
        <form method="post" action="/staff/products/choose" className="mt-6 max-w-xl space-y-4">
          {choice.ticked.map((id) => (
            <input key={id} type="hidden" name="product" value={id} />
          ))}
          {choice.seen.map((id) => (
            <input key={id} type="hidden" name="seen" value={id} />
          ))}
          <Field
            label="Why"
            name="reason"
            required
            maxLength={300}
            autoComplete="off"
            hint="Readers see it on the counting page when more than ten people are concerned."
          />
          <Send>{`Agree, and show ${formatChange(seen.effect.after - seen.effect.before)}`}</Send>
        </form>
      )}
      <p className="mt-4">
        <a href="/staff/products" className="inline-block py-2 text-sm underline underline-offset-4">
          Leave it as it is
        </a>
      </p>
    </>
  );
}

function Effect({ effect }: { effect: ChoiceEffect }) {
  const { before, after, added, removed, begin, cease } = effect;
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        {begin.length > 0 && `Begins to count: ${begin.join(", ")}. `}
        {cease.length > 0 && `Ceases to count: ${cease.join(", ")}. `}
        {begin.length + cease.length === 0 && "The settings name these products: nobody is concerned. "}
        It is one change of the ledger, left out of pace and forecast.
      </p>
      <dl className="mt-6 grid max-w-4xl border-t border-ink sm:grid-cols-4">
        <Part label="Members now" value={formatCount(before)} />
        <Part label="Would be added" value={plural(added, "person", "people")} />
        <Part label="Would be removed" value={plural(removed, "person", "people")} />
        <Part label="Members then" value={`${formatCount(after)} (${formatChange(after - before)})`} />
      </dl>
    </>
  );
}

function Part({ label, value }: { label: string; value: string }) {
  return (
    <div className="border-b border-rule py-3 pr-6">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="font-serif text-2xl font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
