interface FieldProps {
  name: string;
  label: string;
  note?: string;
  type?: "text" | "email" | "date";
  required?: boolean;
  maxLength?: number;
  defaultValue?: string;
  autoComplete?: string;
  min?: string;
  max?: string;
  /** A box of several lines. */
  rows?: number;
}

/** How a line to fill in looks on the reader's pages. */
export const FIELD_BOX =
  "mt-1.5 block w-full border border-rule bg-raised px-3 py-2.5 font-sans text-base text-ink focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-accent";

/** A labelled field of the reader's forms, with its explanation tied to it. */
export function Field({ name, label, note, rows, ...rest }: FieldProps) {
  const described = note ? { "aria-describedby": `${name}-note` } : {};
  return (
    <div className="font-sans text-base font-semibold">
      <label htmlFor={name}>{label}</label>
      {rows ? (
        <textarea id={name} name={name} rows={rows} className={FIELD_BOX} {...described} {...rest} />
      ) : (
        <input id={name} name={name} className={`${FIELD_BOX} min-h-11`} {...described} {...rest} />
      )}
      {note && (
        <span id={`${name}-note`} className="mt-1 block text-sm font-normal text-soft">
          {note}
        </span>
      )}
    </div>
  );
}
