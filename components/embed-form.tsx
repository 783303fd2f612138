import { LAYOUTS, THEMES } from "@/domain/embed/embed-options";
import type { GalleryChoice } from "@/domain/embed/gallery";
import { LOCALES, type Locale, localPath } from "@/domain/locale";
import { galleryWordsIn } from "./words/gallery-words";

/** The look of an embed as a form: sent by its button where there is no script, followed as it changes where there is. */
export function EmbedForm({ choice, locale }: { choice: GalleryChoice; locale: Locale }) {
  const words = galleryWordsIn(locale);
  const { options } = choice;
  return (
    <muster-choice>
      <form action={localPath(locale, "/embed")} className="grid gap-6 font-sans text-[0.9375rem]">
        <h2 className="font-serif text-2xl font-[620]">{words.look}</h2>
        {choice.drive !== "current" && <input type="hidden" name="drive" value={choice.drive} />}
        <Choices
          name="layout"
          legend={words.layout}
          values={LAYOUTS}
          labels={words.layouts}
          chosen={options.layout}
        />
        <Choices
          name="theme"
          legend={words.theme}
          values={[...THEMES].reverse()}
          labels={words.themes}
          chosen={options.theme}
        />
        <Choices
          name="lang"
          legend={words.lang}
          values={LOCALES}
          labels={words.langs}
          chosen={options.lang}
        />
        <Choices
          name="message"
          legend={words.message}
          values={["on", "off"] as const}
          labels={{ on: words.on, off: words.off }}
          chosen={options.message ? "on" : "off"}
        />
        <Field name="accent" label={words.accent} note={words.accentNote} value={options.accent ?? ""} />
        <label className="grid gap-1.5">
          <span className="font-semibold">{words.ground}</span>
          <input
            type="color"
            name="ground"
            defaultValue={`#${choice.ground}`}
            className="h-11 w-24 cursor-pointer border border-rule bg-raised p-1"
          />
        </label>
        <Field name="host" label={words.host} note={words.hostNote} value={choice.host ?? ""} />
        <button className="button justify-self-start" type="submit">
          {words.show}
        </button>
      </form>
    </muster-choice>
  );
}

interface ChoicesProps<T extends string> {
  name: string;
  legend: string;
  values: readonly T[];
  labels: Record<T, string>;
  chosen: T;
}

function Choices<T extends string>({ name, legend, values, labels, chosen }: ChoicesProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{legend}</legend>
      <div className="flex flex-wrap">
        {values.map((value) => (
          <label
            key={value}
            className="-ml-px inline-flex min-h-11 cursor-pointer items-center border border-rule bg-raised px-4 first:ml-0 has-checked:z-1 has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              className="sr-only"
            />
            {labels[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Field({ name, label, note, value }: { name: string; label: string; note: string; value: string }) {
  const noteId = `${name}-note`;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <input
        id={name}
        name={name}
        defaultValue={value}
        maxLength={100}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={noteId}
        className="min-h-11 w-full max-w-80 border border-rule bg-raised px-3 text-ink"
      />
      <p id={noteId} className="max-w-[38ch] text-sm leading-snug text-soft">
        {note}
      </p>
    </div>
  );
}
