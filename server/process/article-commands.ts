import type { Ctx } from "@/domain/context";
import { parseImportOrder } from "@/domain/import/import-order";
import { runImport } from "@/domain/import/run-import";

const USAGE =
  "Usage: npm run articles -- import <wordpress, markdown, rss or ghost> <url or folder> [--key <Ghost's Content API key>] [--language en or uk] [--canonical source or here]";

/** `articles import`: exit code 1 when an article could not be imported. */
export async function runArticlesCommand(
  ctx: Ctx,
  [verb, ...args]: string[],
  print: (line: string) => void,
): Promise<number> {
  const order = verb === "import" ? parseImportOrder(args) : null;
  if (!order) {
    print(USAGE);
    return 2;
  }
  const outcome = await runImport(ctx, order, { trigger: "command", print });
  if (!outcome) return 1;
  const { added, updated, unchanged, removed, failed } = outcome;
  print(`${added} added, ${updated} updated, ${unchanged} unchanged, ${removed} removed, ${failed} failed.`);
  return failed === 0 ? 0 : 1;
}
