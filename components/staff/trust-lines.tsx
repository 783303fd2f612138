/** Lines of a run, behind a summary; nothing when there are none. */
export function TrustLines({ summary, lines }: { summary: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit py-1 underline underline-offset-4">{summary}</summary>
      <ul className="mt-1 max-w-[80ch]">
        {[...new Set(lines)].map((line) => (
          <li key={line} className="wrap-anywhere py-0.5">
            {line}
          </li>
        ))}
      </ul>
    </details>
  );
}
