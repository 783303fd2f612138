import type { ReactNode } from "react";

interface ChoiceCardProps {
  name: string;
  value: string;
  chosen: boolean;
  over?: string;
  title: string;
  note?: ReactNode;
}

/** One of several radio choices, the whole card to press. */
export function ChoiceCard({ name, value, chosen, over, title, note }: ChoiceCardProps) {
  return (
    <label className="relative flex cursor-pointer gap-3 border border-rule bg-raised p-4 has-checked:border-accent has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={chosen}
        className="mt-1.5 size-4 flex-none accent-(--accent)"
      />
      <span>
        {over && <span className="block font-sans text-sm font-medium text-soft">{over}</span>}
        <span className="block text-2xl font-[620]">{title}</span>
        {note && <span className="mt-1 block font-sans text-sm leading-snug text-soft">{note}</span>}
      </span>
    </label>
  );
}
