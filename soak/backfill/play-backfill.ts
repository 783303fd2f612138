import { desc } from "drizzle-orm";
import { importRuns, installation, ledger } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { backfill } from "@/domain/repair/backfill";
import { reconcile } from "@/domain/repair/reconcile";
import { verify } from "@/domain/verify/verify";
import { payingPeople, type SubscriptionRow } from "../model/paying-people";
import { Random } from "../random";
import { comeToRest } from "../world/come-to-rest";
import { MEMBERSHIPS, type SoakNewsroom } from "../world/soak-newsroom";

const PAGE = 100;
const CUT = "the line is cut";

export interface BackfillPlayed {
  subscriptions: number;
  people: number;
  seconds: number;
  failures: string[];
}

/** An account of `count` members is imported, cut off twice somewhere on the way; the end must be exact and one step. */
export async function playBackfill(
  newsroom: SoakNewsroom,
  { count, seed, print }: { count: number; seed: number; print: (line: string) => void },
): Promise<BackfillPlayed> {
  await newsroom.reset();
  const [{ ctx } = { ctx: null }] = newsroom.instances;
  if (!ctx) throw new Error("a newsroom needs an instance");
  const random = new Random(seed);
  const filled = await fetch(`${newsroom.emulator.url}/_emulator/fill`, {
    method: "POST",
    body: JSON.stringify({ members: count }),
  });
  if (!filled.ok) throw new Error(await filled.text());
  const answer = await fetch(`${newsroom.emulator.url}/_emulator/subscriptions`);
  const { subscriptions } = (await answer.json()) as { subscriptions: SubscriptionRow[] };
  const expected = payingPeople(subscriptions, MEMBERSHIPS, ctx.clock.now().getTime() / 1_000).size;

  const failures: string[] = [];
  const startedAt = Date.now();
  const pages = Math.ceil(subscriptions.length / PAGE);
  for (const share of [0.6, 0.35]) {
    const left = random.between(1, Math.max(1, Math.floor(pages * share) - 1));
    const outcome = await backfill(cutAfter(ctx, left), { preview: false, print }).then(
      () => "it was not cut off",
      (error: unknown) => String(error),
    );
    if (!outcome.includes(CUT)) failures.push(outcome);
    const [{ total } = { total: -1 }] = await ctx.db.select().from(installation);
    if (total !== 0) failures.push(`half an import shows ${total}`);
    const [run] = await ctx.db.select().from(importRuns).orderBy(desc(importRuns.startedAt)).limit(1);
    print(`cut off after ${run?.subscriptions ?? 0} of ${subscriptions.length} subscriptions`);
  }
  const { after } = await backfill(ctx, { preview: false, print });
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  if (after !== expected) failures.push(`${after} people count, the model says ${expected}`);
  const changes = await ctx.db.selectDistinct({ id: ledger.changeId, cause: ledger.cause }).from(ledger);
  if (changes.length !== 1 || changes[0]?.cause !== "import")
    failures.push("it is not one step of the ledger");
  await comeToRest(newsroom);
  const compared = await reconcile(ctx, { trigger: "command", dryRun: false, print });
  failures.push(...(compared?.differences ?? []).map(({ subject, detail }) => `${subject}: ${detail}`));
  failures.push(...(await verify(ctx)).differences);
  return { subscriptions: subscriptions.length, people: after, seconds, failures };
}

/** A Stripe that answers so many pages and no more. */
function cutAfter(ctx: Ctx, pages: number): Ctx {
  const { subscriptions } = ctx.stripe;
  let asked = 0;
  const stripe = Object.create(ctx.stripe);
  stripe.subscriptions = Object.assign(Object.create(subscriptions), {
    list: (...args: Parameters<typeof subscriptions.list>) => {
      if (++asked > pages) throw new Error(CUT);
      return subscriptions.list(...args);
    },
  });
  return { ...ctx, stripe };
}
