import type { StaffSource } from "@/domain/source/list-sources";
import { Field, Part, SendByEditor, TextArea } from "./forms";

/** How many people a source has, as a number or a list; its effect is shown before it counts. */
export function SourceForm({
  source,
  today,
  mayChange,
}: {
  /** Null for a new one. */
  source: StaffSource | null;
  today: string;
  mayChange: boolean;
}) {
  return (
    <form method="post" action="/staff/sources/draft" encType="multipart/form-data">
      <fieldset disabled={!mayChange}>
        <Part id="what" title="What was true, and when">
          <div className="mt-4 grid max-w-5xl gap-5 md:grid-cols-2">
            {source ? (
              <>
                <input type="hidden" name="source" value={source.id} />
                <input type="hidden" name="name" value={source.name} />
                <input type="hidden" name="revision" value={source.revision} />
              </>
            ) : (
              <Field
                label="Name"
                name="name"
                required
                maxLength={80}
                autoComplete="off"
                hint="As readers see it, such as Patreon or Bank transfers. It never changes."
              />
            )}
            <Field
              label="True on"
              name="asOf"
              type="date"
              required
              max={today}
              defaultValue={today}
              hint="The day of the list or the number."
            />
            <Field
              label="Why"
              name="reason"
              required
              maxLength={300}
              autoComplete="off"
              hint="Where the number is from. Readers see it on the counting page."
            />
            <Field
              label="Where it can be looked up"
              name="evidenceUrl"
              type="url"
              pattern="https://.+"
              maxLength={500}
              autoComplete="off"
              hint="An https address of a report or screenshot, for staff only. May be empty."
            />
          </div>
        </Part>
        <Part id="how-many" title="How many: a number or a list">
          <div className="mt-4 grid max-w-5xl gap-5 md:grid-cols-2">
            <Field
              label="Number of people"
              name="people"
              type="number"
              min={0}
              max={10_000_000}
              hint="Nobody can be told apart in a number, so readers are told that it may include people counted above."
            />
            <div className="hidden md:block" />
            <Field
              label="Or a list, as a CSV file"
              name="file"
              type="file"
              accept=".csv,text/csv,text/plain"
              hint="One line a person, with a column of e-mail addresses. Addresses are kept as keyed hashes only, and who counts in Stripe already is not counted twice."
            />
            <TextArea label="Or paste the addresses" name="pasted" autoComplete="off" hint="One a line." />
          </div>
          <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2">
            <SendByEditor mayChange={mayChange}>Show what it would do</SendByEditor>
            <span className="text-sm text-soft">Nothing counts before you have seen it and agreed.</span>
          </div>
        </Part>
      </fieldset>
    </form>
  );
}
