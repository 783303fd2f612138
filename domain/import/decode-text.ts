/** The `charset` of a Content-Type header. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? "")?.[1];
}

/**
 * Bytes as text, in the first encoding of these that fits them: a byte order mark's, `charset`, that of an XML
 * declaration, UTF-8. Throws, in words that follow a name, when none does.
 */
export function decodeText(bytes: Uint8Array, { charset }: { charset?: string } = {}): string {
  const marked = markOf(bytes);
  if (marked) return fitting(bytes, marked) ?? refuse([marked]);
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString("latin1"),
  )?.[1];
  const tried = new Set([charset, declared, "utf-8"].flatMap((each) => each?.toLowerCase() ?? []));
  for (const encoding of tried) {
    const text = fitting(bytes, encoding);
    if (text !== null) return text;
  }
  return refuse([...tried]);
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

function fitting(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refuse(encodings: string[]): never {
  throw new Error(`has bytes that are not ${encodings.join(" or ")}; save or serve it as UTF-8`);
}
