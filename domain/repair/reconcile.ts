import { eq } from "drizzle-orm";
import { installation } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { markVerified } from "@/domain/drive/mark-verified";
import { applyFacts, membershipProducts } from "@/domain/membership/apply-facts";
import type { Fact, Origin } from "@/domain/membership/facts";
import { refreshSources } from "@/domain/source/refresh-sources";
import { verify } from "@/domain/verify/verify";
import { compareMoney } from "./compare-money";
import { type Comparison, comparePage, type Found, importedBefore } from "./compare-page";
import { compareTerms } from "./compare-terms";
import { findSuspects } from "./find-suspects";
import { findUnlisted } from "./find-unlisted";
import { readSubscriptions } from "./read-account";
import { closeRecord, type Difference, noteProgress, openRecord, type ReconcileRun } from "./record-run";
import { rederive } from "./rederive";
import { applyMissing, EVENTS_REACH_MS, findMissingEvents } from "./repair-events";
import { counted, everySecond, figure, type Print } from "./tell";
import { withLease } from "./with-lease";

export interface ReconcileOptions {
  trigger: ReconcileRun["trigger"];
  /** Compares and reports; repairs nothing and verifies nothing. */
  dryRun: boolean;
  /** Events are looked for from here on; the whole reach of Stripe's list without it. */
  eventsSince?: Date;
  print: Print;
  /** Called once it has begun and staff can see it. */
  begun?: () => void;
}

/** What a comparison with Stripe found and did. */
export interface Reconciled {
  runId: string;
  subscriptions: number;
  events: number;
  differences: Difference[];
  before: number;
  after: number;
  /** Whether everything is as Stripe has it now, and count = ledger = rows = breakdown. */
  ok: boolean;
}

/**
 * Compares everything with Stripe and repairs what differs: events that never arrived, subscriptions and customers
 * that are missing, stale or unknown to Stripe, money that came back, and figures that disagree with the ledger.
 * What was found is kept for staff. Null when another instance is at it and the caller does not wait.
 */
export async function reconcile(ctx: Ctx, options: ReconcileOptions): Promise<Reconciled | null> {
  const wait = options.trigger === "command";
  return withLease(ctx, "reconcile", { wait, say: options.print }, async () => {
    const before = await readTotal(ctx);
    const runId = await openRecord(ctx, { ...options, total: before });
    options.begun?.();
    const differences: Difference[] = [];
    try {
      const work = new Work(ctx, runId, options, differences);
      const { subscriptions, events, at } = await work.run();
      const after = await readTotal(ctx);
      const ok = !options.dryRun && (await finish(ctx, differences, at));
      await closeRecord(ctx, runId, { subscriptions, events, totalAfter: after, differences });
      return { runId, subscriptions, events, differences, before, after, ok };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await closeRecord(ctx, runId, { error: message, differences });
      throw error;
    }
  });
}

async function finish(ctx: Ctx, differences: readonly Difference[], at: Date): Promise<boolean> {
  const { ok } = await verify(ctx);
  if (!ok || differences.some((each) => !each.repaired)) return false;
  await markVerified(ctx, at);
  if (differences.length > 0) await raiseContentRevision(ctx.db);
  return true;
}

/** One comparison under way. */
class Work {
  private readonly tell: Print;
  private readonly seen = { subscriptions: 0, events: 0 };

  constructor(
    private readonly ctx: Ctx,
    private readonly runId: string,
    private readonly options: ReconcileOptions,
    private readonly differences: Difference[],
  ) {
    this.tell = everySecond((line) => {
      options.print(line);
      // Whoever watches from another page or instance; a figure that is late harms nothing.
      noteProgress(ctx, runId, this.seen).catch(() => {});
    });
  }

  async run(): Promise<{ subscriptions: number; events: number; at: Date }> {
    await this.checkInside();
    const events = await this.compareEvents();
    const { subscriptions, at } = await this.compareSubscriptions();
    return { subscriptions, events, at };
  }

  private get origin(): Origin {
    return { kind: "fetch", cause: "reconcile", step: { id: this.runId } };
  }

  private async checkInside(): Promise<void> {
    const said = this.options.dryRun ? (await verify(this.ctx)).differences : await rederive(this.ctx);
    for (const detail of said) this.note({ kind: "inside", subject: "database", detail }, true);
  }

  private async compareEvents(): Promise<number> {
    const reach = new Date(this.ctx.clock.now().getTime() - EVENTS_REACH_MS);
    const since = this.options.eventsSince ?? reach;
    const { listed, missing } = await findMissingEvents(this.ctx, since, (n) => {
      this.seen.events = n;
      this.tell(`${counted(n, "event")} compared…`);
    });
    for (const event of missing) {
      if (event.facts.length === 0 && !event.error) continue;
      const { id, type } = event;
      this.note({ kind: "event", subject: id, detail: `${type} had not arrived` }, true);
    }
    if (!this.options.dryRun) await applyMissing(this.ctx, missing);
    return listed;
  }

  private async compareSubscriptions(): Promise<{ subscriptions: number; at: Date }> {
    const by: Comparison = {
      ctx: this.ctx,
      origin: this.origin,
      membershipProducts: await this.ctx.db.transaction((tx) => membershipProducts(tx, this.ctx)),
      importedBefore: await importedBefore(this.ctx),
      suspects: await findSuspects(this.ctx),
    };
    const seen = new Set<string>();
    let at: Date | null = null;
    let after: string | null = null;
    for (let more = true; more; ) {
      const page = await readSubscriptions(this.ctx, { after });
      at ??= page.at;
      for (const { id } of page.data) seen.add(id);
      await this.repair(await comparePage(by, page));
      after = page.data.at(-1)?.id ?? null;
      more = page.hasMore;
      this.seen.subscriptions = seen.size;
      this.tell(`${counted(seen.size, "subscription")} compared…`);
    }
    const startedAt = at ?? this.ctx.clock.now();
    await this.repair(await findUnlisted(by, seen, startedAt));
    await this.repair(await compareTerms(this.ctx, this.origin, this.options.eventsSince));
    await this.repair(await compareMoney(this.ctx, this.origin));
    if (!this.options.dryRun) {
      const said = await refreshSources(this.ctx);
      for (const detail of said) this.note({ kind: "changed", subject: "sources", detail }, true);
    }
    return { subscriptions: seen.size, at: startedAt };
  }

  private async repair(found: readonly Found[]): Promise<void> {
    if (found.length === 0) return;
    // Existing members are counted for the first time by somebody who asked for it, as an import.
    const mayImport = this.options.trigger === "command";
    const isRepaired = ({ difference }: Found) => difference.kind !== "not_imported" || mayImport;
    for (const each of found) this.note(each.difference, isRepaired(each));
    if (this.options.dryRun) return;
    const repaired = found.filter(isRepaired);
    const facts = repaired.flatMap((each) =>
      each.difference.kind === "not_imported" ? this.asImport(each.facts) : each.facts,
    );
    if (facts.length > 0) await applyFacts(this.ctx, [{ facts }]);
    if (repaired.some((each) => each.difference.kind === "not_imported")) {
      const backfilledAt = this.ctx.clock.now();
      await this.ctx.db.update(installation).set({ backfilledAt }).where(eq(installation.id, 1));
    }
  }

  private asImport(facts: readonly Fact[]): Fact[] {
    const step = { id: this.runId, oneChangeAt: this.ctx.clock.now() };
    return facts.map((fact) => ({ ...fact, origin: { kind: "fetch", cause: "backfill", step } }));
  }

  private note(difference: Omit<Difference, "repaired">, isRepaired: boolean): void {
    this.differences.push({ ...difference, repaired: isRepaired && !this.options.dryRun });
  }
}

async function readTotal(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.select({ total: installation.total }).from(installation);
  return row?.total ?? 0;
}

const LISTED = 40;
const NAMES: Record<Difference["kind"], [one: string, many: string]> = {
  missing: ["subscription, gift or pass was missing", "subscriptions, gifts or passes were missing"],
  changed: ["subscription differed", "subscriptions differed"],
  unknown_to_stripe: ["subscription is unknown to Stripe", "subscriptions are unknown to Stripe"],
  customer: ["customer differed", "customers differed"],
  money: ["payment that came back was not known", "payments that came back were not known"],
  event: ["event had not arrived", "events had not arrived"],
  not_imported: ["existing subscription was not imported", "existing subscriptions were not imported"],
  inside: ["figure disagreed with the ledger", "figures disagreed with the ledger"],
};

/** What a person who compared with Stripe reads at the end. */
export function describeReconciled(done: Reconciled, dryRun: boolean): string[] {
  const { differences } = done;
  const kinds = [...new Set(differences.map((each) => each.kind))];
  const listed = differences.slice(0, LISTED);
  const left = differences.filter((each) => !each.repaired).length;
  return [
    ...listed.map(({ kind, subject, detail }) => `${kind.replaceAll("_", " ")}: ${subject}, ${detail}`),
    ...(differences.length > LISTED
      ? [`… and ${counted(differences.length - LISTED, "difference")} more`]
      : []),
    `Compared ${counted(done.subscriptions, "subscription")} and ${counted(done.events, "event")} with Stripe.`,
    ...kinds.map((kind) => {
      const n = differences.filter((each) => each.kind === kind).length;
      return `  ${counted(n, ...NAMES[kind])}`;
    }),
    `Members: ${figure(done.before)}${done.after === done.before ? "" : ` → ${figure(done.after)}`}.`,
    conclusion(done, dryRun, left),
  ];
}

function conclusion({ differences, ok }: Reconciled, dryRun: boolean, left: number): string {
  if (dryRun) {
    return differences.length === 0
      ? "No differences."
      : "A dry run: nothing was repaired. Run it without --dry-run to repair.";
  }
  if (ok) return differences.length === 0 ? "No differences. Verified." : "All repaired. Verified.";
  return left > 0
    ? `${counted(left, "difference")} could not be repaired.`
    : "Repaired, but the proof does not hold: run npm run verify.";
}
