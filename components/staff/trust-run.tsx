import type { ReactNode } from "react";
import { TrustLines } from "./trust-lines";

interface TrustRunProps {
  at: string;
  title: string;
  words: string;
  error: string | null;
  /** What was found, a line each, behind a summary. */
  found: { summary: string; lines: readonly string[] };
  children?: ReactNode;
}

/** One run of something that works by itself: when, how it went, and what it met. */
export function TrustRun({ at, title, words, error, found, children }: TrustRunProps) {
  return (
    <li className="border-t border-rule py-3 first:border-t-0">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <span className="text-soft tabular-nums">{at}</span>
        <strong className="wrap-anywhere">{title}</strong>
        <span className="text-sm text-soft">{words}</span>
      </div>
      {error && <p className="wrap-anywhere text-warn">{error}</p>}
      <TrustLines {...found} />
      {children}
    </li>
  );
}
