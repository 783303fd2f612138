import { dayWords } from "@/domain/outlook/outlook-words";
import type { Outlook } from "@/domain/outlook/read-outlook";
import { Field, Send } from "../forms";

/** How many stand open; who wants the earlier ones unfolds them. */
const OPEN = 5;

/** What staff wrote beside days of the chart, numbered as there, and the form to add to it. */
export function ChartNotes({ outlook, mayWrite }: { outlook: Outlook; mayWrite: boolean }) {
  const { notes } = outlook;
  if (notes.length === 0 && !mayWrite) return null;
  const earlier = notes.slice(0, -OPEN);
  return (
    <div className="mt-6">
      <h3 className="font-serif text-xl font-semibold">Notes on the chart</h3>
      {notes.length === 0 ? (
        <p className="mt-2 text-soft">
          None yet. A newsletter sent or a big story explains a bend for years.
        </p>
      ) : (
        <>
          {earlier.length > 0 && (
            <details className="mt-2">
              <summary className="w-fit py-1 text-sm underline underline-offset-4">
                {earlier.length === 1 ? "The one before" : `The ${earlier.length} before`}
              </summary>
              <Notes notes={earlier} first={1} mayWrite={mayWrite} />
            </details>
          )}
          <Notes notes={notes.slice(earlier.length)} first={earlier.length + 1} mayWrite={mayWrite} />
        </>
      )}
      {mayWrite && (
        <details className="mt-2">
          <summary className="w-fit py-1 text-sm underline underline-offset-4">Add a note</summary>
          <form
            method="post"
            action="/staff/notes"
            className="mt-3 grid max-w-3xl items-end gap-4 md:grid-cols-[auto_1fr_auto]"
          >
            <input type="hidden" name="slug" value={outlook.slug} />
            <Field label="Day" type="date" name="day" required defaultValue={outlook.today} />
            <Field label="What happened" name="words" required maxLength={120} autoComplete="off" />
            <Send look="plain">Add the note</Send>
          </form>
        </details>
      )}
    </div>
  );
}

function Notes({
  notes,
  first,
  mayWrite,
}: {
  notes: Outlook["notes"];
  /** The number of the first on the chart. */
  first: number;
  mayWrite: boolean;
}) {
  return (
    <ol start={first} className="mt-2 max-w-3xl">
      {notes.map((note, at) => (
        <li
          key={note.id}
          className="flex flex-wrap items-baseline gap-x-4 border-t border-rule py-1.5 first:border-t-0"
        >
          <span className="w-6 font-semibold tabular-nums">{first + at}</span>
          <span className="text-soft">{dayWords(note.day)}</span>
          <span className="min-w-0 grow basis-64">{note.words}</span>
          {mayWrite && (
            <form method="post" action="/staff/notes/remove" className="flex-none">
              <input type="hidden" name="id" value={note.id} />
              <Send look="quiet" aria-label={`Remove the note "${note.words}"`}>
                Remove
              </Send>
            </form>
          )}
        </li>
      ))}
    </ol>
  );
}
