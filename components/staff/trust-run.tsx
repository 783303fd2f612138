interface TrustRunProps {
  at: string;
  title: string;
  words: string;
  error: string | null;
  /** What was found, a line each, behind a summary. */
  found: { summary: string; lines: readonly string[] };
}

/** One run of something that works by itself: when, how it went, and what it met. */
export function TrustRun({ at, title, words, error, found }: TrustRunProps) {
  return (
    <li className="border-t border-rule py-3 first:border-t-0">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <span className="text-soft tabular-nums">{at}</span>
        <strong className="wrap-anywhere">{title}</strong>
        <span className="text-sm text-soft">{words}</span>
      </div>
      {error && <p className="wrap-anywhere text-warn">{error}</p>}
      {found.lines.length > 0 && (
        <details className="mt-1 text-sm">
          <summary className="w-fit py-1 underline underline-offset-4">{found.summary}</summary>
          <ul className="mt-1 max-w-[80ch]">
            {found.lines.map((line) => (
              <li key={line} className="wrap-anywhere py-0.5">
                {line}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
