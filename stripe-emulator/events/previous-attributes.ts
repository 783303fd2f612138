type Hash = Record<string, unknown>;

/** What an update changed, with the old values: whole lists, and only the changed keys of hashes. */
export function previousAttributes(before: object, after: object): Hash {
  const previous: Hash = {};
  const old = before as Hash;
  const current = after as Hash;
  for (const key of new Set([...Object.keys(old), ...Object.keys(current)])) {
    const was = old[key];
    const is = current[key];
    if (was === is || JSON.stringify(was) === JSON.stringify(is)) continue;
    previous[key] =
      isHash(was) && isHash(is) && was.object !== "list" ? previousAttributes(was, is) : (was ?? null);
  }
  return previous;
}

function isHash(value: unknown): value is Hash {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
