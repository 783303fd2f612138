import type { Agent } from "node:http";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { catchUp } from "@/domain/membership/catch-up";
import { settleDue } from "@/domain/membership/settle";
import { Random } from "../random";
import { secondsUntilDue } from "../world/come-to-rest";
import type { SoakNewsroom } from "../world/soak-newsroom";
import { ACT_WEIGHTS, ACTS, type ActName } from "./acts";
import { compare } from "./compare";
import { Deliveries } from "./deliveries";
import type { Scene } from "./scene";
import { SET_PIECES } from "./set-pieces";
import { StripeAccount } from "./stripe-account";

const DAY = 86_400;
/** Stripe lists events for 30 days, so what happened is collected in shorter steps. */
const LONGEST_STEP = 20 * DAY;
const SHAPES = [null, null, null, "2020-03-02", "2023-10-16", "2025-09-30.clover"] as const;
const HOLDERS = ["00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"] as const;
const MOST_ROUNDS = 60;

export interface Played {
  seed: number;
  /** What was done, to read when it went wrong. */
  steps: string[];
  events: number;
  /** Empty when handler and model agree. */
  differences: string[];
}

/** Plays one seeded history through the real webhook route, then lets it come to rest and asks the model. */
export async function playHistory(newsroom: SoakNewsroom, seed: number, agent: Agent): Promise<Played> {
  await newsroom.reset();
  return new History(newsroom, seed, agent).play();
}

class History {
  private readonly random: Random;
  private readonly account: StripeAccount;
  private readonly deliveries: Deliveries;
  private readonly steps: string[] = [];
  private scene!: Scene;

  constructor(
    private readonly newsroom: SoakNewsroom,
    private readonly seed: number,
    agent: Agent,
  ) {
    this.random = new Random(seed);
    this.account = new StripeAccount(newsroom.emulator);
    this.deliveries = new Deliveries(newsroom, this.random, agent);
  }

  async play(): Promise<Played> {
    this.scene = await this.openScene();
    if (this.random.chance(0.3)) await this.playPiece();
    const acts = this.random.between(2, 9);
    let downFor = 0;
    for (let i = 0; i < acts; i++) {
      await this.act(this.scene.subscriptions.length === 0 ? "join" : this.random.weighted(ACT_WEIGHTS));
      await this.passTime(downFor > 0);
      if (downFor > 0 && --downFor === 0) await this.comeBack();
      else if (downFor === 0) {
        if (this.random.chance(0.5)) await this.deliver();
        if (this.random.chance(0.06)) downFor = this.goDown();
      }
    }
    if (downFor > 0) await this.comeBack();
    await this.comeToRest();
    const differences = await compare(this.newsroom, this.account);
    return { seed: this.seed, steps: this.steps, events: this.deliveries.collected, differences };
  }

  private async openScene(): Promise<Scene> {
    const { world } = this.newsroom.emulator;
    const { account, random } = this;
    const coupons = {
      FREE: [100, "forever"],
      HALF: [50, "forever"],
      MONTHS: [100, "repeating"],
      ONCE: [100, "once"],
    };
    for (const [id, [percent, duration]] of Object.entries(coupons)) {
      await account.api("POST", "coupons", {
        id,
        percent_off: String(percent),
        duration: String(duration),
        ...(duration === "repeating" && { duration_in_months: "2" }),
      });
      await account.api("POST", "promotion_codes", {
        code: id,
        "promotion[type]": "coupon",
        "promotion[coupon]": id,
      });
    }
    const price = (key: string) => world.store.of("price").first("lookup_key", key)?.id ?? "";
    const apiVersion = random.pick(SHAPES);
    if (apiVersion) await account.control("delivery", { apiVersion });
    this.steps.push(`shapes of ${apiVersion ?? "today"}`);
    return {
      account,
      random,
      now: () => world.clock.now(),
      subscriptions: [],
      customers: [],
      disputes: [],
      terms: [],
      coupons: Object.keys(coupons),
      prices: { monthly: price("monthly"), yearly: price("yearly"), print_monthly: price("print_monthly") },
      invoices: (status) =>
        world.store
          .of("invoice")
          .values()
          .filter((invoice) => invoice.status === "open" && status(ownerStatus(invoice)))
          .map((invoice) => invoice.id),
    };
    function ownerStatus(invoice: {
      parent: { subscription_details: { subscription: string } } | null;
    }): string {
      const id = invoice.parent?.subscription_details.subscription ?? "";
      return world.store.of("subscription").get(id)?.status ?? "";
    }
  }

  private async playPiece(): Promise<void> {
    for (const step of this.random.pick(SET_PIECES) ?? []) {
      if (typeof step === "string") await this.act(step);
      else await this.advance(this.random.between(...step) * DAY);
    }
  }

  private async act(name: ActName): Promise<void> {
    this.steps.push(`${new Date(this.scene.now() * 1000).toISOString()} ${name}`);
    await ACTS[name](this.scene);
    this.deliveries.collect();
  }

  private async passTime(isDown: boolean): Promise<void> {
    const kind = this.random.weighted({ none: 45, second: 15, minutes: 15, days: 15, weeks: 10 });
    const seconds = {
      none: 0,
      second: 1,
      minutes: this.random.between(2, 3_000),
      days: this.random.between(1, isDown ? 3 : 9) * DAY,
      weeks: isDown ? 3 * DAY : this.random.between(10, 45) * DAY,
    }[kind];
    await this.advance(seconds);
  }

  private async advance(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left -= LONGEST_STEP) {
      await this.account.control("advance", { seconds: Math.min(left, LONGEST_STEP) });
      this.deliveries.collect();
    }
    if (seconds > 0 && this.random.chance(0.7)) await this.work();
  }

  /** Some of what waits, while the settler asks about what came before. */
  private async deliver(): Promise<void> {
    const share = this.random.pick([1, 1, 0.6, 0.3] as const);
    this.steps.push(`deliver ${share} of ${this.deliveries.length}`);
    const outage = this.random.chance(0.1)
      ? this.random.pick(["unreachable", "rate_limited"] as const)
      : null;
    if (outage) await this.account.control("outage", { mode: outage });
    const settling = this.random.chance(0.5) ? this.work() : Promise.resolve();
    await Promise.all([this.deliveries.send(share), settling]);
    if (outage) await this.account.control("outage", { off: true });
  }

  /** What the workers of every instance do at each tick. */
  private async work(): Promise<void> {
    await Promise.all(
      this.newsroom.instances.map(async ({ ctx }, index) => {
        await settleDue(ctx, HOLDERS[index] ?? HOLDERS[0]);
        await advanceDrives(ctx);
      }),
    );
  }

  private goDown(): number {
    this.deliveries.goDown();
    const acts = this.random.between(1, 3);
    this.steps.push(`down for ${acts} acts`);
    return acts;
  }

  /** As at a start: what was missed is fetched before anything else is heard. */
  private async comeBack(): Promise<void> {
    this.deliveries.comeUp();
    this.steps.push("back");
    await catchUp(this.newsroom.instances[0]!.ctx);
  }

  /** Everything is delivered, and Stripe is asked until nothing is in doubt. */
  private async comeToRest(): Promise<void> {
    await this.deliveries.send(1);
    const [first] = this.newsroom.instances;
    for (let round = 0; round < MOST_ROUNDS && first; round++) {
      const { waiting } = await settleDue(first.ctx, HOLDERS[0]);
      await advanceDrives(first.ctx);
      if (waiting === 0 && this.deliveries.length === 0) return;
      await this.account.control("advance", { seconds: await secondsUntilDue(first.ctx) });
      this.deliveries.collect();
      if (this.deliveries.length > 0) await this.deliveries.send(1);
    }
  }
}
