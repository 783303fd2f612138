import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Engine } from "@/db/client";
import { joinEvent } from "@/domain/testing/subscription-event";
import { signPayload } from "../../stripe-emulator/delivery/sign-payload";
import { post } from "../histories/deliveries";
import { Random } from "../random";
import { SECRET } from "../world/soak-newsroom";
import { MusterProcess } from "./muster-process";

/** Webhooks a second while something is killed. */
const RATE = 200;
const TICK_MS = 20;
/** Sending goes on a little after the kill. */
const TICKS_AFTER = 3;
const LATEST_KILL = 1_000;
const MOST_TRIES = 400;
/** As long as a sender waits for an answer. */
const PATIENCE_MS = 10_000;

/** Whose turn it is to be killed. */
export type Victim = "muster" | "postgres";

export interface KillsOptions {
  program: string;
  where: string;
  /** A prepared PGlite to begin with, so that no time goes into making one. */
  template?: string;
  engine: Engine;
  victims: readonly Victim[];
  /** SIGKILLs PostgreSQL and starts it again on the same data. */
  crashDatabase?: () => Promise<void>;
  seed: number;
  print: (line: string) => void;
}

export interface KillsPlayed {
  kills: number;
  failures: string[];
  sent: number;
  acknowledged: number;
  /** How often Muster ended with its database, and was started again as a supervisor does. */
  endedWithDatabase: number;
}

/**
 * Kills Muster or its database while webhooks come, once for each of `victims`. What was acknowledged must be there
 * when it is back; what was not is sent again, as Stripe does; then every person must count once.
 */
export async function playKills(options: KillsOptions): Promise<KillsPlayed> {
  const game = new Game(options);
  await game.start();
  try {
    for (const victim of options.victims) await game.round(victim);
  } finally {
    await game.end();
  }
  return game.played;
}

class Game {
  readonly played: KillsPlayed = { kills: 0, failures: [], sent: 0, acknowledged: 0, endedWithDatabase: 0 };
  private readonly random: Random;
  private muster!: MusterProcess;
  private agent = new Agent({ keepAlive: true });

  constructor(private readonly options: KillsOptions) {
    this.random = new Random(options.seed);
  }

  async start(): Promise<void> {
    const { program, where, engine, template } = this.options;
    this.agent.destroy();
    this.agent = new Agent({ keepAlive: true });
    this.muster = await MusterProcess.start(program, where, engine, template);
  }

  async end(): Promise<void> {
    this.agent.destroy();
    await this.muster.kill();
  }

  async round(victim: Victim): Promise<void> {
    const events = new Map<string, string>();
    const acknowledged = new Set<string>();
    await this.sendUntilKilled(victim, events, acknowledged);
    await this.supervise(victim);
    const { missing } = await this.ask([...acknowledged]);
    for (const id of missing) this.fail(victim, `${id} was acknowledged and is lost`);
    this.played.acknowledged += acknowledged.size;
    this.played.sent += events.size;
    await this.sendRest(events, acknowledged);
    const { total, differences } = await this.ask([...events.keys()]);
    if (total !== this.played.sent) this.fail(victim, `${total} are counted of ${this.played.sent}`);
    for (const each of differences) this.fail(victim, each);
    this.played.kills++;
  }

  /** Sends at a steady rate and kills in the midst of it. */
  private async sendUntilKilled(
    victim: Victim,
    events: Map<string, string>,
    acknowledged: Set<string>,
  ): Promise<void> {
    const killAt = this.random.between(8, 45);
    const sending: Promise<void>[] = [];
    let killing: Promise<void> | null = null;
    // Not before something was acknowledged: a kill with nothing to lose proves nothing.
    const isTime = (tick: number) => tick >= killAt && (acknowledged.size > 0 || tick >= LATEST_KILL);
    for (let tick = 0, left = TICKS_AFTER; left > 0; tick++) {
      for (let i = 0; i < (RATE * TICK_MS) / 1_000; i++) {
        const { id, body } = joinEvent(`${this.options.seed}x${this.played.sent + events.size + 1}`);
        events.set(id, body);
        sending.push(this.send(body).then((taken) => void (taken && acknowledged.add(id))));
      }
      if (!killing && isTime(tick)) killing = this.kill(victim);
      if (killing) left--;
      await wait(TICK_MS);
    }
    await Promise.all([killing, ...sending]);
  }

  private async kill(victim: Victim): Promise<void> {
    if (victim === "muster") await this.muster.kill();
    else await this.options.crashDatabase?.();
  }

  /** The driver may end the process when its database dies inside a transaction (decision 0022). */
  private async supervise(victim: Victim): Promise<void> {
    if (victim === "postgres") {
      await wait(200);
      if (!this.muster.hasEnded) return;
      this.played.endedWithDatabase++;
    }
    await this.start();
  }

  /** While a database comes back it may refuse; a Muster that lives on must find it again by itself. */
  private async sendRest(events: Map<string, string>, acknowledged: Set<string>): Promise<void> {
    for (let tries = 0; acknowledged.size < events.size; tries++) {
      if (tries === MOST_TRIES) throw new Error("it does not take webhooks again");
      if (this.muster.hasEnded) await this.supervise("postgres");
      const rest = [...events].filter(([id]) => !acknowledged.has(id)).slice(0, 50);
      const taken = await Promise.all(rest.map(async ([id, body]) => ((await this.send(body)) ? id : null)));
      for (const id of taken) if (id) acknowledged.add(id);
      if (taken.every((id) => id === null)) await wait(50);
    }
  }

  private async ask(ids: string[]) {
    for (let tries = 0; ; tries++) {
      const answer = await this.muster.ask({ ids });
      if (answer.total >= 0 || tries === MOST_TRIES) return answer;
      await wait(50);
    }
  }

  private send(body: string): Promise<boolean> {
    const url = `${this.muster.url}/api/stripe/webhook`;
    const answered = post(url, body, signPayload(body, SECRET), this.agent).then(
      (status) => status === 200,
      () => false,
    );
    return Promise.race([answered, wait(PATIENCE_MS, false, { ref: false })]);
  }

  private fail(victim: Victim, what: string): void {
    const words = `kill ${this.played.kills + 1} (${victim}, ${this.options.engine}): ${what}`;
    this.played.failures.push(words);
    this.options.print(words);
  }
}
