import type { ComponentProps, ReactNode } from "react";

const control =
  "mt-1 block w-full border border-soft bg-paper px-3 py-2.5 text-base text-ink aria-invalid:border-warn disabled:border-rule disabled:text-soft";

/** A labelled line to fill in, with a hint that is read with it. */
export function Field({
  label,
  hint,
  ...input
}: { label: string; hint?: ReactNode } & Omit<ComponentProps<"input">, "className">) {
  const hintId = hint ? `${input.id ?? input.name}-hint` : undefined;
  return (
    <div className="text-sm">
      <label className="block">
        <span className="font-medium">{label}</span>
        <input {...input} aria-describedby={hintId} className={control} />
      </label>
      {hint && (
        <p id={hintId} className="mt-1 text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

/** A labelled box for a few lines. */
export function TextArea({
  label,
  hint,
  ...area
}: { label: string; hint?: ReactNode } & Omit<ComponentProps<"textarea">, "className">) {
  const hintId = hint ? `${area.id ?? area.name}-hint` : undefined;
  return (
    <div className="text-sm">
      <label className="block">
        <span className="font-medium">{label}</span>
        <textarea {...area} aria-describedby={hintId} className={`${control} min-h-24`} />
      </label>
      {hint && (
        <p id={hintId} className="mt-1 text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

/** A labelled choice of one. */
export function Choice({
  label,
  options,
  ...select
}: { label: string; options: readonly (readonly [value: string, name: string])[] } & Omit<
  ComponentProps<"select">,
  "className"
>) {
  return (
    <label className="block text-sm wrap-anywhere">
      <span className="font-medium">{label}</span>
      <select {...select} className={control}>
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A box to tick, with its words. */
export function Tick({ label, ...input }: { label: ReactNode } & Omit<ComponentProps<"input">, "className">) {
  return (
    <label className="flex items-start gap-3 py-1.5">
      <input {...input} type="checkbox" className="mt-1 size-5 shrink-0 accent-[var(--accent)]" />
      <span>{label}</span>
    </label>
  );
}

const BUTTONS = {
  main: "bg-accent text-on-accent border-2 border-accent px-5 py-2.5 font-semibold",
  plain: "border-2 border-ink px-5 py-2 font-semibold",
  quiet: "py-2 text-left text-sm wrap-anywhere underline underline-offset-4",
  danger: "py-2 text-left text-sm wrap-anywhere text-warn underline underline-offset-4",
} as const;

/** A button that sends its form. */
export function Send({
  look = "main",
  ...button
}: { look?: keyof typeof BUTTONS } & ComponentProps<"button">) {
  return <button type="submit" {...button} className={BUTTONS[look]} />;
}

/** What an editor's form is sent with. Whoever may only look reads that in its place. */
export function SendByEditor({ mayChange, ...button }: { mayChange: boolean } & ComponentProps<"button">) {
  return mayChange ? (
    <Send {...button} />
  ) : (
    <p className="text-sm text-soft">Only editors can change this.</p>
  );
}

/** A ruled part of a page with its own heading. */
export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10 border-t border-ink pt-4">
      <h2 id={id} className="font-serif text-2xl font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
