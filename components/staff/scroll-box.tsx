import type { ReactNode } from "react";

/** What may be wider or longer than its place: it scrolls by itself, with the keyboard too. */
export function ScrollBox({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody can scroll it from a keyboard (axe: scrollable-region-focusable).
    <section aria-label={label} tabIndex={0} className={`overflow-auto ${className}`}>
      {children}
    </section>
  );
}
