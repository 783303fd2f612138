import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Ctx } from "@/domain/context";
import { backfill, describeImport } from "@/domain/repair/backfill";
import { describeReconciled, reconcile } from "@/domain/repair/reconcile";
import { type Replayed, replay } from "@/domain/repair/replay";
import { everySecond, type Print } from "@/domain/repair/tell";
import { runCount, runDoctor } from "./count-command";

type StripeCommand = (ctx: Ctx, args: string[], print: Print) => Promise<number>;

const USAGE = {
  backfill: "Usage: npm run stripe:backfill [-- --preview]",
  reconcile: "Usage: npm run stripe:reconcile [-- --dry-run]",
  replay: "Usage: npm run stripe:replay -- <event id or --failed>",
};

/** The commands that ask Stripe. Each gives its exit code: 0 when all is well, 1 when not, 2 for wrong arguments. */
export const STRIPE_COMMANDS: Record<string, StripeCommand> = {
  "stripe:backfill": async (ctx, args, print) => {
    const parsed = parse({ args, options: { preview: { type: "boolean", default: false } } });
    if (!parsed) return refuse(print, USAGE.backfill);
    const preview = parsed.values.preview === true;
    const effect = await backfill(ctx, { preview, print });
    for (const line of describeImport(effect, preview)) print(line);
    return 0;
  },
  "stripe:reconcile": async (ctx, args, print) => {
    const parsed = parse({ args, options: { "dry-run": { type: "boolean", default: false } } });
    if (!parsed) return refuse(print, USAGE.reconcile);
    const dryRun = parsed.values["dry-run"] === true;
    const done = await reconcile(ctx, { trigger: "command", dryRun, print });
    if (!done) return 1;
    for (const line of describeReconciled(done, dryRun)) print(line);
    return done.ok || (dryRun && done.differences.length === 0) ? 0 : 1;
  },
  "stripe:replay": async (ctx, args, print) => {
    const options = { failed: { type: "boolean", default: false } } as const;
    const parsed = parse({ args, options, allowPositionals: true });
    const [id, ...more] = parsed?.positionals ?? [];
    const failed = parsed?.values.failed === true;
    if (!parsed || more.length > 0 || failed === Boolean(id)) return refuse(print, USAGE.replay);
    const tell = everySecond(print);
    const replayed = await replay(ctx, id ? { id } : { failed: true }, (done, of) =>
      tell(`${done} of ${of} events applied again…`),
    );
    return reportReplay(replayed, id, print);
  },
  count: runCount,
  doctor: runDoctor,
};

function reportReplay(replayed: readonly Replayed[], id: string | undefined, print: Print): number {
  if (replayed.length === 0) {
    print(id ? `There is no event ${id} in the inbox.` : "No event has failed.");
    return id ? 1 : 0;
  }
  for (const each of replayed) {
    const why = each.error ? `: ${each.error}` : "";
    print(`${each.id} ${each.type}: ${each.before} → ${each.outcome}${why}`);
  }
  return replayed.some((each) => each.outcome === "failed") ? 1 : 0;
}

function parse<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> | null {
  try {
    return parseArgs(config);
  } catch {
    return null;
  }
}

function refuse(print: Print, usage: string): number {
  print(usage);
  return 2;
}
