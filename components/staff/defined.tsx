"use client";

import { useId, useState } from "react";

/** A figure's label whose definition shows on hover, focus and tap, and goes with Escape. */
export function Defined({ label, definition }: { label: string; definition: string }) {
  const id = useId();
  const [dismissed, setDismissed] = useState(false);
  return (
    <span className="group relative inline-block">
      <button
        type="button"
        aria-describedby={id}
        className="cursor-help text-left underline decoration-soft decoration-dotted underline-offset-4"
        onKeyDown={(event) => event.key === "Escape" && setDismissed(true)}
        onPointerEnter={() => setDismissed(false)}
        onFocus={() => setDismissed(false)}
      >
        {label}
      </button>
      <span
        role="tooltip"
        id={id}
        hidden={dismissed}
        className="absolute top-full left-0 z-20 mt-1 hidden w-64 max-md:fixed max-md:inset-x-5 max-md:top-auto max-md:bottom-5 max-md:w-auto border border-soft bg-paper p-3 text-left font-sans text-sm leading-snug font-normal tracking-normal text-ink normal-case group-focus-within:block group-hover:block"
      >
        {definition}
      </span>
    </span>
  );
}
