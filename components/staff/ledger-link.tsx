/** A figure that leads to the rows of the ledger behind it. */
export function LedgerLink({
  query,
  words,
  of,
}: {
  query: Record<string, string>;
  words: string;
  /** What it counts, for those who hear the link alone. */
  of: string;
}) {
  return (
    <a
      href={`/staff/ledger?${new URLSearchParams(query)}`}
      className="font-semibold underline decoration-rule underline-offset-4"
    >
      {words}
      <span className="sr-only">{` ${of}: rows of the ledger`}</span>
    </a>
  );
}
