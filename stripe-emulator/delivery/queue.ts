import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { renderEvent, wants } from "../api/events";
import { newId } from "../ids";
import type { PendingDelivery, StoredEvent } from "../store/kinds";
import type { World } from "../world";

const IN_FLIGHT = 8;
const TIMEOUT_MS = 20_000;
const MAX_BACKOFF_MS = 30_000;
const GIVE_UP_AFTER_MS = 3 * 86_400_000;
const KEPT_ATTEMPTS = 5_000;

/** One attempt to deliver, as `GET /_emulator/deliveries` lists it. */
export interface Attempt {
  event: string;
  type: string;
  endpoint: string;
  attempt: number;
  status: number | null;
  error: string | null;
  at: string;
}

/** Sends events to their endpoints, signed, again until they are taken or three days have passed. */
export class DeliveryQueue {
  readonly attempts: Attempt[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  private readonly due: { delivery: PendingDelivery; notBefore: number }[] = [];
  private inFlight = 0;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly world: World) {}

  /** Takes up what an earlier run left undelivered. */
  resume(): void {
    const left = this.world.store
      .of("delivery")
      .values()
      .sort((a, b) => a.created - b.created);
    for (const delivery of left) this.due.push({ delivery, notBefore: 0 });
    this.pump();
  }

  add(event: StoredEvent): void {
    const { switches, store } = this.world;
    if (switches.drop > 0 && Math.random() < switches.drop) return;
    for (const endpoint of store.of("webhook_endpoint").values()) {
      if (endpoint.status !== "enabled" || !wants(endpoint, event.type)) continue;
      for (let copy = 0; copy < Math.max(1, switches.copies); copy++) this.enqueue(event, endpoint.id);
    }
    this.pump();
  }

  /** Sends everything that waits without further delay; resolves when nothing waits or after `timeoutMs`. */
  async flush(timeoutMs: number): Promise<boolean> {
    for (const entry of this.due) entry.notBefore = 0;
    const until = Date.now() + timeoutMs;
    this.pump();
    while ((this.due.length > 0 || this.inFlight > 0) && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.due.length === 0 && this.inFlight === 0;
  }

  get waiting(): number {
    return this.due.length + this.inFlight;
  }

  pump(): void {
    if (this.stopped) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (!this.world.switches.enabled) return;
    while (this.inFlight < IN_FLIGHT) {
      const entry = this.takeDue();
      if (!entry) break;
      void this.send(entry.delivery);
    }
    const next = Math.min(...this.due.map((entry) => entry.notBefore));
    if (this.inFlight < IN_FLIGHT && Number.isFinite(next)) {
      this.timer = setTimeout(() => this.pump(), Math.max(5, next - Date.now()));
    }
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.agent.destroy();
  }

  private enqueue(event: StoredEvent, endpoint: string): void {
    const delivery: PendingDelivery = {
      id: newId("dlv"),
      created: event.created,
      event: event.id,
      endpoint,
      attempts: 0,
      firstAt: Date.now(),
      lastStatus: null,
    };
    this.world.store.put("delivery", delivery);
    this.due.push({ delivery, notBefore: Date.now() + this.world.switches.delayMs });
  }

  private takeDue(): { delivery: PendingDelivery } | null {
    const now = Date.now();
    const ready = this.due.flatMap((entry, index) => (entry.notBefore <= now ? [index] : []));
    const index = this.world.switches.shuffle ? ready[Math.floor(Math.random() * ready.length)] : ready[0];
    return index === undefined ? null : (this.due.splice(index, 1)[0] ?? null);
  }

  private async send(delivery: PendingDelivery): Promise<void> {
    const event = this.world.store.of("event").get(delivery.event);
    const endpoint = this.world.store.of("webhook_endpoint").get(delivery.endpoint);
    if (!event || !endpoint) {
      this.world.store.delete("delivery", delivery.id);
      return;
    }
    this.inFlight++;
    const body = JSON.stringify(renderEvent(this.world, event));
    const result = await this.post(endpoint.url, body, sign(body, endpoint.secret));
    this.inFlight--;
    if (this.stopped) return;
    this.record(event, delivery, result);
    if (result.status !== null && result.status >= 200 && result.status < 300) {
      this.world.store.delete("delivery", delivery.id);
    } else {
      this.retry(delivery, result.status);
    }
    this.pump();
  }

  private retry(delivery: PendingDelivery, status: number | null): void {
    if (
      Date.now() + this.world.clock.offsetMs - delivery.firstAt >
      GIVE_UP_AFTER_MS + this.world.clock.offsetMs
    ) {
      this.world.store.delete("delivery", delivery.id);
      return;
    }
    const next = { ...delivery, attempts: delivery.attempts + 1, lastStatus: status };
    this.world.store.put("delivery", next);
    const backoff = Math.min(MAX_BACKOFF_MS, 500 * 2 ** Math.min(delivery.attempts, 8));
    this.due.push({ delivery: next, notBefore: Date.now() + backoff });
  }

  private post(
    url: string,
    body: string,
    signature: string,
  ): Promise<{ status: number | null; error: string | null }> {
    return new Promise((resolve) => {
      const req = request(url, {
        method: "POST",
        agent: this.agent,
        timeout: TIMEOUT_MS,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "stripe-signature": signature,
        },
      });
      req.on("response", (res) => {
        res.resume();
        res.on("end", () => resolve({ status: res.statusCode ?? null, error: null }));
        res.on("error", (error) => resolve({ status: null, error: error.message }));
      });
      req.on("timeout", () => req.destroy(new Error("timed out")));
      req.on("error", (error) => resolve({ status: null, error: error.message }));
      req.end(body);
    });
  }

  private record(
    event: StoredEvent,
    delivery: PendingDelivery,
    result: { status: number | null; error: string | null },
  ): void {
    this.attempts.push({
      event: event.id,
      type: event.type,
      endpoint: delivery.endpoint,
      attempt: delivery.attempts + 1,
      at: new Date().toISOString(),
      ...result,
    });
    if (this.attempts.length > KEPT_ATTEMPTS) this.attempts.splice(0, KEPT_ATTEMPTS / 2);
  }
}

/** Stripe's signature header; its time is real time, because receivers compare it with theirs. */
function sign(body: string, secret: string): string {
  const t = Math.floor(Date.now() / 1000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}
