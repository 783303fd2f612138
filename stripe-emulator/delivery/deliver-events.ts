import { renderEvent } from "../events/render-event.ts";
import type { PendingDelivery } from "../store/kinds.ts";
import type { World } from "../world.ts";
import { createSender } from "./send-webhook.ts";
import { signPayload } from "./sign-payload.ts";

const GIVE_UP_MS = 3 * 86_400_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;
const REMEMBERED = 2000;

export interface DeliveryAttempt {
  event: string;
  type: string;
  endpoint: string;
  attempt: number;
  status: number;
  at: string;
}

/** Sends queued events in order, a few at a time per endpoint, and again later whatever was not answered with 2xx. */
export class DeliveryQueue {
  readonly attempts: DeliveryAttempt[] = [];
  readonly #world: World;
  readonly #settled: () => Promise<void>;
  readonly #sender = createSender();
  readonly #busy = new Map<string, number>();
  readonly #waiting = new Map<string, string[]>();
  readonly #backingOff = new Map<string, NodeJS.Timeout>();
  #idle: (() => void)[] = [];
  #scheduled = false;
  #stopped = false;

  /** `settled` resolves when what was recorded so far is on disk: no event leaves before it would survive. */
  constructor(world: World, settled: () => Promise<void>) {
    this.#world = world;
    this.#settled = settled;
  }

  /** Puts a recorded delivery in its endpoint's queue. */
  add(delivery: PendingDelivery): void {
    const queue = this.#waiting.get(delivery.endpoint) ?? [];
    this.#waiting.set(delivery.endpoint, queue);
    if (this.#world.switches.shuffle)
      queue.splice(Math.floor(Math.random() * (queue.length + 1)), 0, delivery.id);
    else queue.push(delivery.id);
    this.wake();
  }

  /** Takes up what an earlier process left undelivered. */
  resume(): void {
    for (const delivery of this.#world.store.of("delivery").walk("newer")) this.add(delivery);
  }

  /** Looks at the queues soon; many calls in one turn cost one look. */
  wake(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  /** Forgets timers and positions, for a reset. */
  clear(): void {
    for (const timer of this.#backingOff.values()) clearTimeout(timer);
    this.#backingOff.clear();
    this.#waiting.clear();
    this.attempts.length = 0;
    this.#release();
  }

  stop(): void {
    this.#stopped = true;
    this.clear();
    this.#sender.close();
  }

  /** Sends every delivery that waits for its next try now. */
  retryNow(): void {
    for (const [id, timer] of this.#backingOff) {
      clearTimeout(timer);
      const delivery = this.#world.store.of("delivery").get(id);
      if (delivery) this.add(delivery);
    }
    this.#backingOff.clear();
  }

  /** Resolves when nothing is queued, in flight or to be retried, or after `timeoutMs`: answers whether idle. */
  async idle(timeoutMs: number): Promise<boolean> {
    if (this.#isIdle()) return true;
    if (!this.#world.switches.on) return false;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      this.#idle.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  #isIdle(): boolean {
    const isEmpty = (queue: string[]) => queue.length === 0;
    const flying = [...this.#busy.values()].some((count) => count > 0);
    return !flying && this.#backingOff.size === 0 && [...this.#waiting.values()].every(isEmpty);
  }

  #pump(): void {
    if (!this.#world.switches.on || this.#stopped) return;
    for (const [endpoint, queue] of this.#waiting) {
      while (queue.length > 0 && (this.#busy.get(endpoint) ?? 0) < this.#world.switches.concurrency) {
        const delivery = this.#world.store.of("delivery").get(queue.shift() ?? "");
        if (!delivery) continue;
        this.#busy.set(endpoint, (this.#busy.get(endpoint) ?? 0) + 1);
        void this.#deliver(delivery).finally(() => {
          this.#busy.set(endpoint, (this.#busy.get(endpoint) ?? 1) - 1);
          this.#pump();
          if (this.#isIdle()) this.#release();
        });
      }
    }
  }

  async #deliver(delivery: PendingDelivery): Promise<void> {
    const { store, switches } = this.#world;
    const event = store.of("event").get(delivery.event);
    const endpoint = store.of("webhook_endpoint").get(delivery.endpoint);
    if (!event || !endpoint) return this.#finish(delivery);
    await this.#settled();
    if (switches.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, switches.delayMs));
    if (this.#stopped || !store.of("delivery").has(delivery.id)) return;
    const body = JSON.stringify(renderEvent(this.#world, event, endpoint.api_version ?? event.api_version));
    let status = 0;
    for (let copy = 0; copy < Math.max(1, switches.duplicates); copy++) {
      const dropped = Math.random() < switches.drop;
      const answer = dropped
        ? 0
        : await this.#sender.send(endpoint.url, body, signPayload(body, endpoint.secret));
      status = isDelivered(status) ? status : answer;
    }
    if (this.#stopped) return;
    this.#remember(delivery, event.type, status);
    if (isDelivered(status)) this.#finish(delivery);
    else this.#retryLater({ ...delivery, attempts: delivery.attempts + 1, lastStatus: status });
  }

  #finish(delivery: PendingDelivery): void {
    if (this.#world.store.of("delivery").has(delivery.id)) this.#world.store.delete("delivery", delivery.id);
  }

  #retryLater(delivery: PendingDelivery): void {
    if (!this.#world.store.of("delivery").has(delivery.id)) return;
    this.#world.store.put("delivery", delivery);
    if (this.#world.clock.nowMs() - delivery.firstAt > GIVE_UP_MS) return;
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (delivery.attempts - 1));
    const timer = setTimeout(() => {
      this.#backingOff.delete(delivery.id);
      this.add(delivery);
    }, wait);
    this.#backingOff.set(delivery.id, timer);
  }

  #remember(delivery: PendingDelivery, type: string, status: number): void {
    this.attempts.push({
      event: delivery.event,
      type,
      endpoint: delivery.endpoint,
      attempt: delivery.attempts + 1,
      status,
      at: new Date().toISOString(),
    });
    if (this.attempts.length > REMEMBERED * 2) this.attempts.splice(0, REMEMBERED);
  }

  #release(): void {
    for (const done of this.#idle.splice(0)) done();
  }
}

function isDelivered(status: number): boolean {
  return status >= 200 && status < 300;
}
