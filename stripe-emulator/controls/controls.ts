import { setTimeout as wait } from "node:timers/promises";
import { answerApi } from "../api/answer";
import { playDue } from "../billing/advance";
import { completeCheckout } from "../billing/complete-checkout";
import { closeDispute, disputeCharge, latestCharge, refundCharge } from "../billing/money-back";
import type { DeliveryQueue } from "../delivery/queue";
import type { Charge } from "../objects/shapes";
import type { DeliverySwitches, Outage, World } from "../world";

/** A control refused, with words for the person driving it. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Body = Record<string, unknown>;

/** Runs one control of `/_emulator/`; see this folder's README section for bodies and answers. */
export async function control(
  world: World,
  queue: DeliveryQueue,
  method: string,
  path: string,
  body: Body,
): Promise<unknown> {
  const [verb, id, action] = path.split("/");
  if (method === "GET") return look(world, queue, verb ?? "");
  switch (verb) {
    case "advance":
      return advance(world, body);
    case "delivery":
      Object.assign(world.switches, body satisfies Partial<DeliverySwitches>);
      queue.pump();
      return world.switches;
    case "flush":
      return { idle: await queue.flush(Number(body.timeoutMs ?? 30_000)), waiting: queue.waiting };
    case "outage":
      world.outage = {
        mode: (body.mode ?? "off") as Outage["mode"],
        untilMs: Date.now() + Number(body.seconds ?? 60) * 1000,
      };
      return world.outage;
    case "join":
      return join(world, body);
    case "subscriptions":
    case "charges":
    case "payment_intents":
    case "disputes":
      return act(world, verb, id ?? "", action ?? "", body);
    case "reset":
      world.store.clear();
      return { ok: true };
    default:
      throw new ControlError(404, `No control ${path}`);
  }
}

function look(world: World, queue: DeliveryQueue, verb: string): unknown {
  switch (verb) {
    case "clock":
      return { now: new Date(world.clock.nowMs()).toISOString(), offsetMs: world.clock.offsetMs };
    case "delivery":
      return { ...world.switches, waiting: queue.waiting };
    case "deliveries":
      return { data: queue.attempts, waiting: queue.waiting };
    case "requests":
      return { data: world.requests };
    case "state": {
      const kinds = [
        "product",
        "price",
        "customer",
        "subscription",
        "invoice",
        "invoice_payment",
        "charge",
        "dispute",
        "discount",
        "coupon",
      ] as const;
      return Object.fromEntries(kinds.map((kind) => [kind, world.store.of(kind).values()]));
    }
    default:
      throw new ControlError(404, `Nothing to look at under ${verb}`);
  }
}

function advance(world: World, body: Body): unknown {
  const { seconds, to } = body;
  const target = typeof to === "string" ? Date.parse(to) : world.clock.nowMs() + Number(seconds) * 1000;
  const by = target - world.clock.nowMs();
  if (!Number.isFinite(by) || by < 0)
    throw new ControlError(400, "Give `seconds` or a later `to`: time only goes on.");
  world.clock.setOffset(world.clock.offsetMs + by);
  world.onClock();
  return {
    now: new Date(world.clock.nowMs()).toISOString(),
    offsetMs: world.clock.offsetMs,
    played: playDue(world),
  };
}

/** One or more paid Checkouts without their pages; for filling and tests, not for the simulator. */
async function join(world: World, body: Body): Promise<unknown> {
  const count = Math.min(10_000, Number(body.count ?? 1));
  const lookupKey = String(body.lookupKey ?? "monthly");
  const price = world.store.of("price").first("lookup_key", lookupKey);
  if (!price) throw new ControlError(400, `No price with the lookup key ${lookupKey}`);
  const joined: { session: string; subscription: string | null; customer: string | null }[] = [];
  for (let i = 0; i < count; i++) {
    const made = answerApi(world, {
      method: "POST",
      path: "/v1/checkout/sessions",
      query: "",
      body: `mode=subscription&line_items[0][price]=${price.id}&line_items[0][quantity]=1&success_url=http%3A%2F%2Flocalhost`,
      headers: { authorization: "Bearer sk_test_emulator" },
    });
    const session = world.store.of("session").get((JSON.parse(made.body) as { id: string }).id);
    if (!session) throw new ControlError(500, made.body);
    const email = String(body.email ?? `reader-${session.id.slice(-12).toLowerCase()}@readers.example`);
    const done = completeCheckout(world, session, { email, name: null, country: "UA" });
    joined.push({ session: done.id, subscription: done.subscription, customer: done.customer });
    if (i % 100 === 99) await wait(1);
  }
  return count === 1 ? joined[0] : { joined: joined.length, data: joined };
}

function act(world: World, kind: string, id: string, action: string, body: Body): unknown {
  if (kind === "disputes") {
    const dispute = world.store.of("dispute").get(id);
    if (!dispute) throw new ControlError(404, `No dispute ${id}`);
    return closeDispute(world, dispute, body.status === "won" ? "won" : "lost");
  }
  if (kind === "subscriptions" && action === "fail-renewal") {
    const billing = world.store.of("billing").get(id);
    if (!billing) throw new ControlError(404, `No living subscription ${id}`);
    return world.store.put("billing", {
      ...billing,
      failures: Number(body.failures ?? -1),
      afterRetries: body.then === "unpaid" ? "unpaid" : "canceled",
    });
  }
  const charge = chargeBehind(world, kind, id);
  if (action === "refund")
    return refundCharge(world, charge, body.amount === undefined ? undefined : Number(body.amount));
  if (action === "dispute") return disputeCharge(world, charge);
  throw new ControlError(404, `No action ${action} for ${kind}`);
}

function chargeBehind(world: World, kind: string, id: string): Charge {
  const charge =
    kind === "charges"
      ? world.store.of("charge").get(id)
      : kind === "payment_intents"
        ? world.store.of("charge").first("payment_intent", id)
        : latestCharge(world, id);
  if (!charge) throw new ControlError(404, `No charge behind ${kind} ${id}`);
  return charge;
}
