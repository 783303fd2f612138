import type { Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { billingOf } from "./billing.ts";

export type SubscriptionAct = "cancel" | "retry" | "trial_end" | "resume" | "overdue" | "renew";

/** What happens next to a subscription, and when (Unix seconds). At the same moment an end comes before a renewal. */
export function nextAct(
  world: World,
  subscription: Subscription,
): { at: number; act: SubscriptionAct } | null {
  if (["canceled", "incomplete_expired", "incomplete"].includes(subscription.status)) return null;
  const acts: { at: number; act: SubscriptionAct }[] = [];
  if (subscription.cancel_at !== null) acts.push({ at: subscription.cancel_at, act: "cancel" });
  const retryAt = billingOf(world, subscription.id).retryAt;
  if (retryAt !== null) acts.push({ at: retryAt, act: "retry" });
  if (subscription.status === "trialing" && subscription.trial_end !== null) {
    acts.push({ at: subscription.trial_end, act: "trial_end" });
  } else {
    const ends = Math.min(...subscription.items.data.map((item) => item.current_period_end));
    acts.push({ at: ends, act: "renew" });
  }
  const resumesAt = subscription.pause_collection?.resumes_at;
  if (resumesAt) acts.push({ at: resumesAt, act: "resume" });
  if (subscription.collection_method === "send_invoice" && subscription.status === "active") {
    const invoice = world.store.of("invoice").get(subscription.latest_invoice ?? "");
    if (invoice?.status === "open" && invoice.due_date) acts.push({ at: invoice.due_date, act: "overdue" });
  }
  return acts.sort((a, b) => a.at - b.at)[0] ?? null;
}

/** A heap of moments; entries are hints, checked against the object when they come up. */
export class Schedule {
  readonly #heap: { at: number; kind: "session" | "subscription"; id: string }[] = [];

  clear(): void {
    this.#heap.length = 0;
  }

  add(at: number, kind: "session" | "subscription", id: string): void {
    const heap = this.#heap;
    let index = heap.push({ at, kind, id }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#at(parent) <= this.#at(index)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  /** The next moment not later than `until`, removed from the heap. */
  take(until: number): { at: number; kind: "session" | "subscription"; id: string } | undefined {
    const top = this.#heap[0];
    if (!top || top.at > until) return undefined;
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
    return top;
  }

  #sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let least = index;
      if (this.#at(left) < this.#at(least)) least = left;
      if (this.#at(right) < this.#at(least)) least = right;
      if (least === index) return;
      this.#swap(least, index);
      index = least;
    }
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const first = this.#heap[a];
    const second = this.#heap[b];
    if (first && second) {
      this.#heap[a] = second;
      this.#heap[b] = first;
    }
  }
}
