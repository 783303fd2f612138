import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { joinEvent } from "@/domain/testing/subscription-event";
import { signPayload } from "../../stripe-emulator/delivery/sign-payload";

const TICK_MS = 20;
/** Stripe waits this much longer each time as well; only its first wait is minutes. */
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
const PATIENCE_MS = 20_000;
/** Nobody sends ahead of a house that does not answer. */
const MOST_UNDERWAY = 2_000;

/** Stripe's side: new subscriptions at a steady rate, each sent again, signed anew, until it is answered 2xx. */
export class WebhookSender {
  readonly acknowledged = new Set<string>();
  /** Answers other than 2xx by their status; 0 is a connection that broke, or no answer in time. */
  readonly refusals = new Map<number, number>();
  private readonly agent = new Agent({ keepAlive: true });
  private readonly sending = new Set<Promise<void>>();
  private events = 0;
  private rate = 0;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly secret: string,
    /** Part of every name, so that runs with other seeds tell of other people. */
    private readonly seed: number,
  ) {
    void this.run();
  }

  get sent(): number {
    return this.events;
  }

  /** Webhooks a second from now on. */
  setRate(rate: number): void {
    this.rate = rate;
  }

  /** Resolves when everything sent was acknowledged; throws when that takes too long. */
  async settled(mostMs = 120_000): Promise<void> {
    const latest = Date.now() + mostMs;
    while (this.sending.size > 0 && Date.now() < latest) await wait(TICK_MS);
    if (this.sending.size > 0) throw new Error(`${this.sending.size} webhooks were never acknowledged`);
  }

  close(): void {
    this.stopped = true;
    this.agent.destroy();
  }

  private async run(): Promise<void> {
    let owed = 0;
    for (let before = performance.now(); !this.stopped; await wait(TICK_MS)) {
      const now = performance.now();
      owed = Math.min(this.rate, owed + ((now - before) * this.rate) / 1_000);
      before = now;
      for (; owed >= 1 && this.sending.size < MOST_UNDERWAY; owed--) {
        const delivery = this.deliver(++this.events).finally(() => this.sending.delete(delivery));
        this.sending.add(delivery);
      }
    }
  }

  private async deliver(n: number): Promise<void> {
    const { id, body } = joinEvent(`restarts${this.seed}x${n}`);
    for (let pause = FIRST_RETRY_MS; !this.stopped; pause = Math.min(pause * 2, LAST_RETRY_MS)) {
      const status = await this.post(body).catch(() => 0);
      if (status >= 200 && status < 300) {
        this.acknowledged.add(id);
        return;
      }
      this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
      await wait(pause);
    }
  }

  private post(body: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "stripe-signature": signPayload(body, this.secret),
      };
      const options = { method: "POST", agent: this.agent, headers, timeout: PATIENCE_MS };
      const req = request(this.url, options, (res) => {
        res.resume();
        res.on("end", () => resolve(res.statusCode ?? 0)).on("error", reject);
      });
      req.on("timeout", () => req.destroy(new Error("no answer")));
      req.on("error", reject);
      req.end(body);
    });
  }
}
