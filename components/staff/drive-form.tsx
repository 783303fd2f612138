import { Choice, Field, Part, SendByEditor, TextArea, Tick } from "./forms";

/** A drive's terms as a form has them: text, local times. */
export interface DriveFormValues {
  slug: string;
  revision: number;
  titleEn: string;
  titleUk: string;
  messageEn: string;
  messageUk: string;
  goal: string;
  stretchGoal: string;
  startsAt: string;
  endsAt: string;
  timezone: string;
  counting: "total" | "new";
  published: boolean;
}

/** Everything a drive is. `isNew` asks for its short name too; a public one asks why. */
export function DriveForm({
  values,
  isNew,
  mayChange,
}: {
  values: DriveFormValues;
  isNew: boolean;
  mayChange: boolean;
}) {
  return (
    <form method="post" action={isNew ? "/staff/drives/create" : "/staff/drives/change"}>
      <fieldset disabled={!mayChange}>
        <Part id="words" title="Words">
          <div className="mt-4 grid max-w-5xl gap-5 md:grid-cols-2">
            {isNew ? (
              <>
                <Field
                  label="Short name, for addresses"
                  name="slug"
                  required
                  maxLength={100}
                  pattern="[a-z0-9]+(-[a-z0-9]+)*"
                  autoComplete="off"
                  defaultValue={values.slug}
                  hint="Lower-case letters, digits and dashes. It never changes."
                />
                <div className="hidden md:block" />
              </>
            ) : (
              <>
                <input type="hidden" name="slug" value={values.slug} />
                <input type="hidden" name="revision" value={values.revision} />
              </>
            )}
            <Field label="Title" name="titleEn" required maxLength={120} defaultValue={values.titleEn} />
            <Field
              label="Title in Ukrainian"
              name="titleUk"
              lang="uk"
              maxLength={120}
              defaultValue={values.titleUk}
            />
            <TextArea
              label="Message"
              name="messageEn"
              required
              maxLength={400}
              defaultValue={values.messageEn}
              hint="What readers see in the banner, in one or two sentences. {goal}, {count}, {remaining} and {deadline} become figures."
            />
            <TextArea
              label="Message in Ukrainian"
              name="messageUk"
              lang="uk"
              maxLength={400}
              defaultValue={values.messageUk}
              hint="Without it, Ukrainian pages show the other."
            />
          </div>
        </Part>
        <Part id="terms" title="Goal and time">
          <div className="mt-4 grid max-w-5xl gap-5 md:grid-cols-3">
            <Field
              label="Goal, people"
              name="goal"
              type="number"
              min={1}
              required
              defaultValue={values.goal}
            />
            <Field
              label="Stretch goal"
              name="stretchGoal"
              type="number"
              min={1}
              defaultValue={values.stretchGoal}
              hint="Shown once the goal is met. Leave empty for none."
            />
            <Choice
              label="What it counts"
              name="counting"
              defaultValue={values.counting}
              options={[
                ["total", "Everyone who supports us"],
                ["new", "Only people who join for the first time in it"],
              ]}
            />
            <Field
              label="Starts"
              name="startsAt"
              type="datetime-local"
              required
              defaultValue={values.startsAt}
            />
            <Field
              label="Ends"
              name="endsAt"
              type="datetime-local"
              required
              defaultValue={values.endsAt}
              hint="Midnight is the end of the day before it."
            />
            <Field label="Time zone" name="timezone" required maxLength={60} defaultValue={values.timezone} />
          </div>
        </Part>
        <Part id="public" title="Public">
          <div className="mt-3 max-w-[66ch] space-y-4">
            <Tick
              name="published"
              defaultChecked={values.published}
              label="Published. It starts by itself at its time; public drives do not overlap, and one that has started stays public."
            />
            {!isNew && (
              <Field
                label="Why"
                name="reason"
                maxLength={300}
                autoComplete="off"
                hint="Needed when the goal, the dates or the way of counting of a public drive change: readers see it on the counting page."
              />
            )}
            <SendByEditor mayChange={mayChange}>{isNew ? "Create the drive" : "Save the drive"}</SendByEditor>
          </div>
        </Part>
      </fieldset>
    </form>
  );
}
