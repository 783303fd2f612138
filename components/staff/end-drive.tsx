import { Field, Part, SendByEditor } from "./forms";

interface EndDriveProps {
  slug: string;
  revision: number;
  mayChange: boolean;
}

/** Ends a running drive before its time; apart from its terms, so that nobody does it in passing. */
export function EndDrive({ slug, revision, mayChange }: EndDriveProps) {
  return (
    <Part id="end" title="End it now">
      <form method="post" action="/staff/drives/end" className="mt-3 max-w-[66ch] space-y-4">
        <fieldset disabled={!mayChange} className="space-y-4">
          <input type="hidden" name="slug" value={slug} />
          <input type="hidden" name="revision" value={revision} />
          <p>
            The deadline becomes this moment. What took effect until then still counts for 72 hours, then the
            number is final. A drive that has ended cannot be opened again.
          </p>
          <Field
            label="Reason for its end"
            name="reason"
            required
            maxLength={300}
            autoComplete="off"
            hint="Readers see it on the counting page."
          />
          <SendByEditor mayChange={mayChange}>End the drive now</SendByEditor>
        </fieldset>
      </form>
    </Part>
  );
}
