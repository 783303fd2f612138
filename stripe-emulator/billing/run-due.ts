import type { Subscription } from "../objects/shapes.ts";
import type { Change } from "../store/store.ts";
import type { World } from "../world.ts";
import { cancelSubscription } from "./cancel-subscription.ts";
import { expireSession } from "./expire-session.ts";
import { renewSubscription, retryPayment } from "./renew-subscription.ts";
import { nextAct, type Schedule, type SubscriptionAct } from "./schedule.ts";
import { updateObject } from "./update-object.ts";

/** Keeps the schedule in step with what changes. */
export function noteDue(world: World, schedule: Schedule, change: Change): void {
  if (change.op !== "put") return;
  if (change.kind === "session") {
    const session = world.store.of("session").get(change.value.id);
    if (session?.status === "open") schedule.add(session.expires_at, "session", session.id);
    return;
  }
  if (change.kind !== "subscription" && change.kind !== "billing" && change.kind !== "invoice") return;
  const id = change.kind === "invoice" ? ownerOf(world, change.value.id) : change.value.id;
  const subscription = id ? world.store.of("subscription").get(id) : undefined;
  const next = subscription && nextAct(world, subscription);
  if (next) schedule.add(next.at, "subscription", subscription.id);
}

function ownerOf(world: World, invoice: string): string | undefined {
  const held = world.store.of("invoice").get(invoice);
  return held?.due_date ? held.parent?.subscription_details.subscription : undefined;
}

/** Does the next thing due by `untilMs`, at its own time; answers that time, or undefined when nothing is due. */
export function runNextDue(world: World, schedule: Schedule, untilMs: number): number | undefined {
  for (;;) {
    const hint = schedule.take(Math.floor(untilMs / 1000));
    if (!hint) return undefined;
    if (hint.kind === "session") {
      const session = world.store.of("session").get(hint.id);
      if (session?.status !== "open" || session.expires_at !== hint.at) continue;
      world.clock.at(hint.at * 1000, () => expireSession(world, session));
      return hint.at * 1000;
    }
    const subscription = world.store.of("subscription").get(hint.id);
    const next = subscription && nextAct(world, subscription);
    if (!next || next.at !== hint.at) continue;
    world.clock.at(hint.at * 1000, () => perform(world, subscription, next.act));
    return hint.at * 1000;
  }
}

function perform(world: World, subscription: Subscription, act: SubscriptionAct): void {
  switch (act) {
    case "cancel":
      cancelSubscription(world, subscription, "cancellation_requested");
      return;
    case "retry":
      retryPayment(world, subscription);
      return;
    case "resume":
      updateObject(
        world,
        "subscription",
        subscription,
        { pause_collection: null },
        "customer.subscription.updated",
      );
      return;
    case "overdue":
      updateObject(
        world,
        "subscription",
        subscription,
        { status: "past_due" },
        "customer.subscription.updated",
      );
      return;
    case "trial_end":
    case "renew":
      renewSubscription(world, subscription);
  }
}
