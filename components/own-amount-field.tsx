"use client";

import { FIELD_BOX } from "./field";

/** The amount a reader types; whoever begins to type has chosen its card. */
export function OwnAmountField({
  choice,
  name,
  label,
  typed,
}: {
  choice: string;
  name: string;
  label: string;
  typed: string | undefined;
}) {
  return (
    <label className="mt-3 block max-w-64 font-sans text-base font-semibold">
      {label}
      <input
        name={name}
        inputMode="decimal"
        autoComplete="off"
        maxLength={11}
        defaultValue={typed}
        className={`${FIELD_BOX} min-h-11`}
        onInput={({ currentTarget: { form } }) => {
          const radio = form?.querySelector<HTMLInputElement>(
            `input[type=radio][value="${CSS.escape(choice)}"]`,
          );
          if (radio) radio.checked = true;
        }}
      />
    </label>
  );
}
