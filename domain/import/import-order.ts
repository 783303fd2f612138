import { parseArgs } from "node:util";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/domain/locale";
import { readFeed } from "./fetch-feed";
import { readGhost } from "./fetch-ghost";
import { readWordPress } from "./fetch-wordpress";
import { IMPORT_KINDS, type ImportKind, type SourceReading } from "./imported";
import { readMarkdown } from "./read-markdown";

/** What to import from where, and how. */
export interface ImportOrder {
  kind: ImportKind;
  /** Address or folder. */
  from: string;
  /** Ghost's Content API key; empty for other kinds. */
  key: string;
  language: Locale;
  canonical: "source" | "here";
}

/** An order as it is written after `articles import`, or null when it is not one. */
export function parseImportOrder(args: readonly string[]): ImportOrder | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: { type: "string", default: "" },
        language: { type: "string", default: DEFAULT_LOCALE },
        canonical: { type: "string", default: "here" },
      },
    });
    const [given, from, ...more] = positionals;
    const kind = IMPORT_KINDS.find((each) => each === given);
    const { language, canonical, key } = values;
    if (!kind || !from || more.length > 0 || !isLocale(language)) return null;
    if (canonical !== "source" && canonical !== "here") return null;
    if ((kind === "ghost") !== (key !== "")) return null;
    return { kind, from, key, language, canonical };
  } catch {
    return null;
  }
}

/** What tells the articles of a source from those of others; without its key. */
export function sourceOf({ kind, from }: ImportOrder): string {
  return `${kind} ${from.replace(/\/+$/, "")}`;
}

/** Begins to read a source. */
export function openSource({ kind, from, key }: ImportOrder, allowedHost: string | null): SourceReading {
  switch (kind) {
    case "wordpress":
      return readWordPress(from, { allowedHost });
    case "ghost":
      return readGhost(from, key, { allowedHost });
    case "rss":
      return readFeed(from, { allowedHost });
    case "markdown":
      return readMarkdown(from);
  }
}
