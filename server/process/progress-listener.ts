import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Db } from "@/db/client";
import { PROGRESS_CHANNEL } from "@/domain/drive/channel";
import type { ProgressFeed } from "@/domain/drive/progress-feed";

/** Commits of other instances come in bursts: one look at the database answers all that came meanwhile. */
const GATHER_MS = 100;
/** What is shown already needs no haste; pages may have changed with it. */
const KNOWN_MS = 1_000;
/** Own words not heard for so long: the connection is open but dead. */
const DEAF_MS = 12_000;

/**
 * Hears of commits by other instances. It says a word to itself at every check: a LISTEN connection can die without
 * a sound, behind a proxy or a failover, and is then replaced.
 */
export class ProgressListener {
  private readonly name = `here ${randomUUID()}`;
  private database: Database | null = null;
  private unlisten: (() => Promise<void>) | null = null;
  private heardAt = Date.now();
  private gathering: { timer: NodeJS.Timeout; dueAt: number } | null = null;
  private stopped = false;

  constructor(
    private readonly db: Db,
    private readonly feed: ProgressFeed,
    private readonly reread: () => Promise<unknown>,
  ) {}

  get isDeaf(): boolean {
    return Date.now() - this.heardAt > DEAF_MS;
  }

  async start(database: Database): Promise<void> {
    this.database = database;
    this.unlisten = await database.listen(
      PROGRESS_CHANNEL,
      (payload) => this.hear(payload),
      () => this.gather(0),
    );
    this.heardAt = Date.now();
  }

  /** Speaks to itself, and listens on a new connection when it has not heard itself for long. */
  async checkHealth(): Promise<void> {
    if (this.isDeaf && this.database) {
      const old = this.unlisten;
      await this.start(this.database);
      void old?.().catch(() => {});
    }
    await this.db.execute(sql`select pg_notify(${PROGRESS_CHANNEL}, ${this.name})`);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.gathering) clearTimeout(this.gathering.timer);
    await this.unlisten?.();
  }

  private hear(payload: string): void {
    if (payload === this.name) this.heardAt = Date.now();
    if (payload.startsWith("here ")) return;
    const version = Number(payload);
    const isKnown = this.feed.all().some(({ progress }) => progress.version >= version);
    this.gather(isKnown ? KNOWN_MS : GATHER_MS);
  }

  private gather(ms: number): void {
    const dueAt = Date.now() + ms;
    if (this.stopped || (this.gathering && this.gathering.dueAt <= dueAt)) return;
    if (this.gathering) clearTimeout(this.gathering.timer);
    const timer = setTimeout(() => {
      this.gathering = null;
      void this.reread();
    }, ms);
    this.gathering = { timer, dueAt };
  }
}
