import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Database } from "@/db/client";
import { readContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { loadSnapshots } from "@/domain/drive/load-snapshots";
import { importWhenDue } from "@/domain/import/import-when-due";
import { beat, leave } from "@/domain/instance/instances";
import { catchUp } from "@/domain/membership/catch-up";
import { erasePeople } from "@/domain/membership/erase-people";
import { refreshPlans } from "@/domain/membership/refresh-plans";
import { settleDue } from "@/domain/membership/settle";
import { type Reconciled, reconcile } from "@/domain/repair/reconcile";
import { reconcileWhenDue } from "@/domain/repair/reconcile-when-due";
import { refreshListed } from "@/domain/source/refresh-sources";
import type { ProgressHub } from "../live/progress-hub";
import type { Metrics } from "../metrics/metrics";
import { ProgressListener } from "./progress-listener";
import { staffNotifier } from "./staff-notifier";

const TICK_MS = 1_000;
const REREAD_MS = 5_000;
/** Progress that was not re-read for so long may be wrong: the instance is not ready. */
const STALE_MS = 20_000;
const RECONCILE_CHECK_MS = 60_000;
const IMPORT_CHECK_MS = 15_000;
const PLANS_MS = 5 * 60_000;
const BACKOFF_MS = [1_000, 2_000, 5_000, 15_000, 60_000];

/** What runs beside the requests: settling, the clock, re-reading, catching up. */
export class Workers {
  private readonly holder = randomUUID();
  private readonly startedAt = new Date();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private readonly listener: ProgressListener;
  private readAt = 0;
  /** The row of the ledger up to which imported lists were looked at again. */
  private listedUntil: number | null = null;
  private stopped = false;
  private readonly stopping = new AbortController();

  constructor(
    private readonly ctx: Ctx,
    private readonly hub: ProgressHub,
    private readonly metrics: Metrics,
    private readonly afterPlans: () => Promise<void>,
    private readonly carryLetters: () => Promise<void>,
  ) {
    this.listener = new ProgressListener(ctx.db, hub, () =>
      this.guard("re-reading progress", () => this.reread()),
    );
  }

  async start(database: Database): Promise<void> {
    await this.reread();
    await this.sayAlive();
    await this.listener.start(database);
    this.every(TICK_MS, "settling", async () => {
      await settleDue(this.ctx, this.holder);
    });
    this.every(TICK_MS, "advancing the clock", () => advanceDrives(this.ctx));
    this.every(TICK_MS, "sending letters", this.carryLetters);
    this.every(TICK_MS, "looking at imported lists", async () => {
      this.listedUntil = await refreshListed(this.ctx, this.listedUntil);
    });
    this.every(REREAD_MS, "telling staff", staffNotifier(this.ctx, this.holder));
    this.every(REREAD_MS, "erasing people", async () => {
      await erasePeople(this.ctx);
    });
    this.every(REREAD_MS, "re-reading progress", async () => {
      await this.reread();
      await this.sayAlive();
      await this.listener.checkHealth();
    });
    // Stripe may be away at start: nothing waits for it, and it is asked until it answers.
    this.untilDone("catching up with Stripe", async () => {
      const caughtUp = await catchUp(this.ctx);
      this.ctx.log.info(caughtUp, "caught up with Stripe");
      if (caughtUp.isBeyondReach) {
        this.untilDone("comparing with Stripe after a long silence", () => this.compareAll());
      }
    });
    this.every(RECONCILE_CHECK_MS, "comparing with Stripe", async () => {
      const done = await reconcileWhenDue(this.ctx);
      if (done) this.logReconciled(done);
    });
    this.every(IMPORT_CHECK_MS, "importing articles", () => importWhenDue(this.ctx, this.stopping.signal));
    this.untilDone("reading the plans", () => this.refreshPlans());
    this.every(PLANS_MS, "reading the plans", () => this.refreshPlans());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopping.abort();
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.allSettled(this.running);
    await leave(this.ctx, this.holder).catch(() => {});
    await this.listener.stop();
  }

  /** Names of what does not work: progress that was not re-read, a listener that hears nothing. */
  failing(): string[] {
    const isStale = Date.now() - this.readAt > STALE_MS;
    return [...(isStale ? ["progress"] : []), ...(this.listener.isDeaf ? ["listener"] : [])];
  }

  /** Progress and the revision of pages as they are committed, from whichever instance. */
  async reread(): Promise<void> {
    this.hub.publish(await loadSnapshots(this.ctx));
    const revision = await readContentRevision(this.ctx);
    // Prices on pages are kept apart from their templates: both are made anew when staff change what is sold.
    if (revision > this.hub.contentRevision) await this.afterPlans();
    this.hub.contentRevision = Math.max(this.hub.contentRevision, revision);
    this.readAt = Date.now();
  }

  private async sayAlive(): Promise<void> {
    const version = Math.max(0, ...this.hub.all().map(({ progress }) => progress.version));
    await beat(this.ctx, { id: this.holder, host: hostname(), startedAt: this.startedAt, version });
  }

  private async compareAll(): Promise<void> {
    const done = await reconcile(this.ctx, { trigger: "schedule", dryRun: false, print: () => {} });
    if (done) this.logReconciled(done);
  }

  private logReconciled({ subscriptions, events, differences, ok }: Reconciled): void {
    const fields = { subscriptions, events, differences: differences.length, ok };
    if (ok) this.ctx.log.info(fields, "compared everything with Stripe");
    else this.ctx.log.warn(fields, "compared with Stripe: not everything could be repaired");
  }

  private async refreshPlans(): Promise<void> {
    await refreshPlans(this.ctx);
    await this.afterPlans();
    await this.reread();
  }

  private every(ms: number, name: string, work: () => Promise<void>): void {
    const again = () => {
      const timer = setTimeout(async () => {
        this.timers.delete(timer);
        await this.guard(name, work);
        if (!this.stopped) again();
      }, ms);
      this.timers.add(timer);
    };
    again();
  }

  private untilDone(name: string, work: () => Promise<void>, attempt = 0): void {
    void this.guard(name, work).then((done) => {
      if (done || this.stopped) return;
      const wait = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)];
      const timer = setTimeout(() => this.untilDone(name, work, attempt + 1), wait);
      this.timers.add(timer);
    });
  }

  /** Runs work so that its failure is logged and never ends the process. */
  private async guard(name: string, work: () => Promise<void>): Promise<boolean> {
    if (this.stopped) return true;
    let done = false;
    const run = work().then(
      () => {
        done = true;
      },
      (error) => {
        if (!this.stopped) this.ctx.log.warn({ err: error }, `${name} failed; it will be tried again`);
      },
    );
    this.running.add(run);
    await run;
    this.running.delete(run);
    this.metrics.job(name, !done);
    return done;
  }
}
