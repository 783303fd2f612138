import { parseArgs } from "node:util";
import type { Ctx } from "@/domain/context";
import { readFeed } from "@/domain/import/fetch-feed";
import { readGhost } from "@/domain/import/fetch-ghost";
import { readWordPress } from "@/domain/import/fetch-wordpress";
import { importArticles } from "@/domain/import/import-articles";
import { IMPORT_KINDS, type ImportKind, type SourceReading } from "@/domain/import/imported";
import { readMarkdown } from "@/domain/import/read-markdown";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";

const USAGE =
  "Usage: npm run articles -- import <wordpress, markdown, rss or ghost> <url or folder> [--key <Ghost's Content API key>] [--language en or uk] [--canonical source or here]";

/** `articles import`: exit code 1 when an article could not be imported. */
export async function runArticlesCommand(
  ctx: Ctx,
  args: string[],
  print: (line: string) => void,
): Promise<number> {
  const parsed = parse(args);
  if (!parsed) {
    print(USAGE);
    return 2;
  }
  const { kind, from, key, language, canonical } = parsed;
  const allowedHost = ctx.settings.importAllowedHost ?? null;
  const outcome = await importArticles(ctx, open(kind, from, key, allowedHost), {
    source: `${kind} ${from.replace(/\/+$/, "")}`,
    locale: language,
    canonical,
    allowedHost,
    print,
  });
  const { added, updated, unchanged, removed, failed } = outcome;
  print(`${added} added, ${updated} updated, ${unchanged} unchanged, ${removed} removed, ${failed} failed.`);
  return failed === 0 ? 0 : 1;
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        key: { type: "string" },
        language: { type: "string", default: DEFAULT_LOCALE },
        canonical: { type: "string", default: "here" },
      },
    });
    const [verb, given, from, ...more] = positionals;
    const kind = IMPORT_KINDS.find((each) => each === given);
    const { language, canonical, key = "" } = values;
    if (verb !== "import" || !kind || !from || more.length > 0 || !isLocale(language)) return null;
    if (canonical !== "source" && canonical !== "here") return null;
    if ((kind === "ghost") !== (key !== "")) return null;
    return { kind, from, key, language, canonical } as const;
  } catch {
    return null;
  }
}

function open(kind: ImportKind, from: string, key: string, allowedHost: string | null): SourceReading {
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
