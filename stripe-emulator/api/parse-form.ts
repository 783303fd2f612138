type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type FormHash = { [key: string]: FormValue };

/** Parses Stripe's form encoding: `items[0][price]=x`, `expand[]=y`, `metadata[k]=v`. */
export function parseForm(text: string): FormHash {
  const root: FormHash = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const path = [...key.matchAll(/([^[\]]+)|\[([^\]]*)\]/g)].map((match) => match[1] ?? match[2] ?? "");
    if (path.length > 0) place(root, path, value);
  }
  return listsOf(root) as FormHash;
}

function place(root: FormHash, path: string[], value: string): void {
  let at: FormHash = root;
  for (const [index, part] of path.entries()) {
    const key = part === "" ? String(Object.keys(at).length) : part;
    if (key === "__proto__") return;
    if (index === path.length - 1) {
      at[key] = value;
      return;
    }
    const next = at[key];
    if (typeof next === "object" && !Array.isArray(next)) {
      at = next;
    } else {
      const made: FormHash = {};
      at[key] = made;
      at = made;
    }
  }
}

/** Hashes whose keys are 0…n become lists. */
function listsOf(value: FormValue, isRoot = true): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, listsOf(each, false)] as const);
  const isList = !isRoot && entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}
