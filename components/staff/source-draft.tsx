import type { SourceEffect } from "@/domain/source/record-source";
import type { SourceDraft } from "@/domain/staff/manage-sources";
import { dayOf, formatChange, formatCount, plural } from "@/domain/staff/room-words";
import { Send } from "./forms";

type Seen = { effect: SourceEffect; trouble: null } | { effect: null; trouble: string };

/** What was filled in and what it would do to the total, to be agreed to or thrown away. */
export function SourceDraftPanel({
  draft,
  timezone,
  ...seen
}: { draft: SourceDraft; timezone: string } & Seen) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        {`${plural(draft.people, "person", "people")}${draft.isList ? " on a list" : ""}, true on ${dayOf(draft.asOf, timezone)}. ${draft.reason}`}
      </p>
      <EffectLines {...seen} isList={draft.isList} />
      {(draft.withoutEmail > 0 || draft.repeated > 0) && (
        <p className="mt-3 max-w-[66ch] text-soft">
          {`Left out of the list: ${plural(draft.withoutEmail, "line")} without an address, and ${plural(draft.repeated, "address", "addresses")} that came a second time.`}
        </p>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        {seen.effect && (
          <form method="post" action="/staff/sources/confirm">
            <input type="hidden" name="id" value={draft.id} />
            <Send>{`Record it and show ${formatChange(seen.effect.after - seen.effect.before)}`}</Send>
          </form>
        )}
        <form method="post" action="/staff/sources/discard">
          <input type="hidden" name="id" value={draft.id} />
          <Send look="quiet">Throw it away</Send>
        </form>
      </div>
    </>
  );
}

/** What taking a record back would do to the total. */
export function UndoPanel({ recordId, revision, ...seen }: { recordId: string; revision: string } & Seen) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        The source counts again what it counted before. The record stays in its history, marked as taken back.
        The addresses of a list are forgotten.
      </p>
      <EffectLines {...seen} isList={false} />
      <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        {seen.effect && (
          <form method="post" action="/staff/sources/undo">
            <input type="hidden" name="recordId" value={recordId} />
            <input type="hidden" name="revision" value={revision} />
            <Send>{`Take it back and show ${formatChange(seen.effect.after - seen.effect.before)}`}</Send>
          </form>
        )}
        <a href="/staff/sources" className="py-2 text-sm underline underline-offset-4">
          Leave it as it is
        </a>
      </div>
    </>
  );
}

function EffectLines({ effect, trouble, isList }: Seen & { isList: boolean }) {
  if (!effect) {
    return <p className="mt-5 max-w-[60ch] border-l-4 border-warn pl-4 font-serif text-xl">{trouble}</p>;
  }
  const { people, duplicates, before, after } = effect;
  return (
    <dl className="mt-6 grid max-w-3xl border-t border-ink sm:grid-cols-3">
      <Part label="Counted of it now" value={formatCount(before)} />
      {isList ? (
        <Part
          label="Of the list, count elsewhere"
          value={`${formatCount(duplicates)} of ${formatCount(people)}`}
        />
      ) : (
        <Part label="People in it" value={formatCount(people)} />
      )}
      <Part label="Counted of it then" value={`${formatCount(after)} (${formatChange(after - before)})`} />
    </dl>
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
