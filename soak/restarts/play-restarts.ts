import { setTimeout as wait } from "node:timers/promises";
import { type House, openHouse, WEBHOOK_SECRET } from "./house";
import { findLost, judgeFigures } from "./judge-end";
import { type Calls, mostAsked } from "./query-watch";
import { ReaderProcess } from "./reader-process";
import { WebhookSender } from "./webhook-sender";

/** A reader that is behind for longer was left alone. */
const CURRENT_MS = 30_000;
/** Muster promises five seconds; here everything that loads it shares its processors. */
const GONE_MS = 10_000;
/** Streams are told to come back within a span of four seconds. */
const MOST_SHARE = 0.4;
/** Of fewer than so many that come back a busiest second says nothing. */
const ENOUGH_RECONNECTS = 100;
const MOST_QUERIES = 1;
/** Every so many restarts something is killed instead of stopped, and nobody sends meanwhile. */
const KILL_EVERY = 5;
const QUIET_EVERY = 10;
const LOOK_MS = 250;
/** After a pause of webhooks, what they caused is over. */
const QUIET_MS = 2_000;

export interface RestartsOptions {
  restarts: number;
  instances: number;
  streams: number;
  /** Webhooks a second. */
  rate: number;
  /** The shortest time from one restart to the next. */
  everyMs: number;
  seed: number;
  print: (line: string) => void;
}

export interface RestartsPlayed {
  restarts: number;
  failures: string[];
  details: Record<string, number | string>;
}

/** Restarts one instance after another under webhooks and streams; nothing may be lost and no reader left behind. */
export async function playRestarts(options: RestartsOptions): Promise<RestartsPlayed> {
  const house = await openHouse(options.instances, options.streams);
  const game = await Game.open(house, options).catch(async (error) => {
    await house.close();
    throw error;
  });
  try {
    await game.begin();
    for (let n = 1; n <= options.restarts; n++) await game.restart(n);
    await game.settle();
  } finally {
    await game.close();
  }
  return { restarts: game.restarts, failures: game.failures, details: game.details() };
}

type Instance = House["instances"][number];

class Game {
  readonly failures: string[] = [];
  restarts = 0;
  private newest = 0;
  private looking = true;
  private readonly looks: Promise<void>;
  private readonly worst = { goneMs: 0, currentMs: 0, lagMs: 0, share: 0, queries: 0, usual: 0 };
  /** Of the busiest instance in each restart under webhooks, a second. */
  private readonly anewUnderLoad: number[] = [];
  private reconnects = 0;
  private refused = 0;
  private kills = 0;
  /** Stops that ended what was still open, because it took too long. */
  private forced = 0;
  private beganAt = 0;
  private sentMs = 0;
  private quietMs = 0;
  private numbers: Record<string, number> = {};

  private constructor(
    private readonly house: House,
    private readonly options: RestartsOptions,
    private readonly readers: ReaderProcess,
    private readonly sender: WebhookSender,
  ) {
    this.looks = this.keepLooking();
  }

  static async open(house: House, options: RestartsOptions): Promise<Game> {
    const url = `http://127.0.0.1:${house.nginx.port}/api/stripe/webhook`;
    const readers = await ReaderProcess.start();
    return new Game(house, options, readers, new WebhookSender(url, WEBHOOK_SECRET, options.seed));
  }

  async begin(): Promise<void> {
    const address = `http://127.0.0.1:${this.house.nginx.port}/api/drives/current`;
    const { open } = await this.readers.open(address, this.options.streams);
    const held = await this.house.metric("muster_streams");
    this.options.print(`${open} streams are open, ${held} at the instances`);
    if (held < this.options.streams) this.fail(`${held} streams reached the instances`);
    this.sender.setRate(this.options.rate);
    this.beganAt = Date.now();
    await wait(QUIET_MS);
    await this.readers.lap();
  }

  async restart(n: number): Promise<void> {
    const { instances, restarts } = this.options;
    const instance = this.house.instances[(n - 1) % instances]!;
    const isQuiet = n % QUIET_EVERY === 0 || (n === restarts && restarts > 2);
    const signal = n % KILL_EVERY === 2 ? "SIGKILL" : "SIGTERM";
    const asked = isQuiet
      ? await this.inSilence(instance, () => this.endAndStart(n, instance, signal))
      : await this.askedWithin(instance, () => this.endAndStart(n, instance, signal));
    if (asked && isQuiet) this.judgeQueries(n, asked.forTheNumber);
    else if (asked) this.anewUnderLoad.push(asked.anew);
    this.restarts++;
    const how = `${signal}${isQuiet ? ", in silence" : ""}`;
    this.options.print(
      `restart ${n} (${how}): ${await this.judgeLap(n)}; ${this.sender.acknowledged.size} of ` +
        `${this.sender.sent} webhooks acknowledged (again: ${JSON.stringify(Object.fromEntries(this.sender.refusals))}); ${this.failures.length} failures`,
    );
  }

  private async endAndStart(n: number, { muster }: Instance, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const startedAt = Date.now();
    const { ms, code } = await muster.end(signal);
    this.worst.goneMs = Math.max(this.worst.goneMs, ms);
    if (signal === "SIGKILL") this.kills++;
    else if (code !== 0) this.forced++;
    if (ms > GONE_MS) this.fail(`restart ${n}: it took ${seconds(ms)} to stop`);
    const [currentMs] = await Promise.all([this.untilCurrent(n, this.newest, startedAt), muster.start()]);
    this.worst.currentMs = Math.max(this.worst.currentMs, currentMs);
    await wait(Math.max(0, startedAt + this.options.everyMs - Date.now()));
  }

  /** The end: everything is acknowledged and counted once, and every reader and instance shows it. */
  async settle(): Promise<void> {
    this.sender.setRate(0);
    this.sentMs = Date.now() - this.beganAt - this.quietMs;
    await this.sender.settled().catch((error: Error) => this.fail(error.message));
    for (const words of await findLost(this.house, this.sender.acknowledged)) this.fail(words);
    await this.look();
    await this.untilCurrent(this.restarts, this.newest, Date.now());
    const { fell } = await this.readers.lap();
    if (fell > 0) this.fail(`${fell} versions fell at the end`);
    const { failures, numbers } = await judgeFigures(this.house, this.sender.sent);
    for (const words of failures) this.fail(words);
    this.numbers = numbers;
  }

  async close(): Promise<void> {
    this.looking = false;
    await this.looks;
    this.sender.close();
    await this.readers.stop();
    await this.house.close();
  }

  details(): Record<string, number | string> {
    const { worst, anewUnderLoad, sender } = this;
    const measured = this.house.queries !== null;
    return {
      instances: this.options.instances,
      streams: this.options.streams,
      webhooks: sender.sent,
      "webhooks a second": Math.round(sender.sent / (this.sentMs / 1_000)),
      "webhooks sent again, by why": JSON.stringify(Object.fromEntries(sender.refusals)),
      "streams refused, whose pages polled": this.refused,
      kills: this.kills,
      "stops that were forced": this.forced,
      reconnects: this.reconnects,
      "most of a restart's reconnects in one second": `${Math.round(worst.share * 100)} %`,
      "slowest end, s": tenths(worst.goneMs),
      "last reader current, s": tenths(worst.currentMs),
      "longest that a reader showed an older number, s": tenths(worst.lagMs),
      "queries for the number that who came back caused, a second an instance": measured
        ? hundredths(worst.queries)
        : "not measured",
      "the same that it asks anyway, of its clock": measured ? hundredths(worst.usual) : "not measured",
      "reads of what others committed, under webhooks, a second an instance": measured
        ? hundredths(Math.max(0, ...anewUnderLoad))
        : "not measured",
      ...this.numbers,
    };
  }

  /** Does something while nobody sends webhooks; gives what it made an instance ask beyond what it asks anyway. */
  private async inSilence(restarted: Instance, work: () => Promise<void>): Promise<Calls | null> {
    const since = Date.now();
    this.sender.setRate(0);
    await this.sender.settled();
    await wait(QUIET_MS);
    const usual = await this.askedWithin(restarted, () => wait(this.options.everyMs / 2));
    const asked = await this.askedWithin(restarted, work);
    this.quietMs += Date.now() - since;
    this.sender.setRate(this.options.rate);
    if (!usual || !asked) return null;
    this.worst.usual = Math.max(this.worst.usual, usual.forTheNumber);
    return { forTheNumber: asked.forTheNumber - usual.forTheNumber, anew: asked.anew - usual.anew };
  }

  /** Milliseconds from `since` until every reader shows `version` or a newer one. */
  private async untilCurrent(n: number, version: number, since: number): Promise<number> {
    for (;;) {
      const { behind } = await this.readers.look(version);
      const ms = Date.now() - since;
      if (behind === 0) return ms;
      if (ms > CURRENT_MS) {
        this.fail(`restart ${n}: ${behind} readers are not current after ${seconds(ms)}`);
        return ms;
      }
      await wait(LOOK_MS);
    }
  }

  private async judgeLap(n: number): Promise<string> {
    const { reconnects, refused, worstLagMs, fell } = await this.readers.lap();
    this.refused += refused;
    this.reconnects += reconnects.length;
    this.worst.lagMs = Math.max(this.worst.lagMs, worstLagMs);
    if (worstLagMs > CURRENT_MS) this.fail(`restart ${n}: a reader was ${seconds(worstLagMs)} behind`);
    if (fell > 0) this.fail(`restart ${n}: ${fell} versions fell`);
    const share = busiestSecond(reconnects) / reconnects.length;
    if (reconnects.length >= ENOUGH_RECONNECTS) {
      this.worst.share = Math.max(this.worst.share, share);
      if (share > MOST_SHARE) {
        this.fail(`restart ${n}: ${Math.round(share * 100)} % of ${reconnects.length} came in one second`);
      }
    }
    return `${reconnects.length} came back, ${refused} refused, at most ${Math.round((share || 0) * 100)} % in a second, longest behind ${seconds(worstLagMs)}`;
  }

  /** What the busiest instance asked PostgreSQL a second while something was done; the restarted one is left out. */
  private async askedWithin({ role: restarted }: Instance, work: () => Promise<void>): Promise<Calls | null> {
    const before = await this.house.queries?.calls();
    const startedAt = performance.now();
    await work();
    const seconds = (performance.now() - startedAt) / 1_000;
    const after = await this.house.queries?.calls();
    if (!before || !after) return null;
    return mostAsked(before, after, { except: restarted, seconds });
  }

  /** What the readers who came back, and nothing else, made an instance ask. */
  private judgeQueries(n: number, more: number): void {
    this.worst.queries = Math.max(this.worst.queries, more);
    if (more > MOST_QUERIES)
      this.fail(`restart ${n}: who came back made an instance ask ${hundredths(more)} times a second`);
  }

  private async keepLooking(): Promise<void> {
    while (this.looking) {
      await this.look().catch(() => {});
      await wait(LOOK_MS);
    }
  }

  /** What the database holds is what readers are compared with. */
  private async look(): Promise<void> {
    const [row] = await this.house.sql`select coalesce(max(version), 0)::float8 as version from progress`;
    this.newest = Number(row?.version ?? 0);
    await this.readers.look(this.newest);
  }

  private fail(words: string): void {
    this.failures.push(words);
    this.options.print(words);
  }
}

/** The most moments within any one second. */
function busiestSecond(moments: readonly number[]): number {
  const sorted = [...moments].sort((a, b) => a - b);
  let most = 0;
  for (let from = 0, to = 0; to < sorted.length; to++) {
    while (sorted[to]! - sorted[from]! >= 1_000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

function seconds(ms: number): string {
  return `${tenths(ms)} s`;
}

function tenths(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function hundredths(figure: number): number {
  return Math.round(figure * 100) / 100;
}
