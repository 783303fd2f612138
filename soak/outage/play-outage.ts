import { Agent } from "node:http";
import { signPayload } from "../../stripe-emulator/delivery/sign-payload";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { compare } from "../histories/compare";
import { post } from "../histories/deliveries";
import { StripeAccount } from "../histories/stripe-account";
import { Random } from "../random";
import { comeToRest } from "../world/come-to-rest";
import { SECRET, type SoakNewsroom } from "../world/soak-newsroom";

const DAY = 86_400;
const DAYS = 3;
const CONCURRENCY = 32;
/** Rendered and sent in pieces, because bodies are large. */
const PIECE = 2_000;

export interface OutagePlayed {
  events: number;
  /** From the first redelivery until the number was exact. */
  seconds: number;
  failures: string[];
}

/**
 * Three days at Stripe that nobody was told of, with at least `count` events; then each is delivered twice, in any
 * order, to any instance. The end must be the model's.
 */
export async function playOutage(
  newsroom: SoakNewsroom,
  { count, seed, print }: { count: number; seed: number; print: (line: string) => void },
): Promise<OutagePlayed> {
  await newsroom.reset();
  const account = new StripeAccount(newsroom.emulator);
  const random = new Random(seed);
  await threeDays(newsroom, account, random, count);
  const { world } = newsroom.emulator;
  const events = [...world.store.of("event").walk("newer")];
  print(`${events.length} events in ${DAYS} days, delivered to nobody`);
  const agent = new Agent({ keepAlive: true });
  const order = random.shuffle([...events, ...events]);
  const startedAt = Date.now();
  const failures: string[] = [];
  for (let from = 0; from < order.length; from += PIECE) {
    const bodies = order.slice(from, from + PIECE).map((event) => JSON.stringify(renderEvent(world, event)));
    const lanes = Array.from({ length: CONCURRENCY }, async (_, lane) => {
      for (let i = lane; i < bodies.length; i += CONCURRENCY) {
        const body = bodies[i] ?? "";
        const url = `${random.pick(newsroom.instances)?.door.url}/api/stripe/webhook`;
        const status = await post(url, body, signPayload(body, SECRET), agent);
        if (status !== 200) failures.push(`a redelivered event was answered ${status}`);
      }
    });
    await Promise.all(lanes);
  }
  await comeToRest(newsroom);
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  failures.push(...(await compare(newsroom, account)));
  agent.destroy();
  return { events: events.length, seconds, failures };
}

/** People join, leave, get their money back and change their minds until there were enough events. */
async function threeDays(
  newsroom: SoakNewsroom,
  account: StripeAccount,
  random: Random,
  count: number,
): Promise<void> {
  const events = newsroom.emulator.world.store.of("event");
  const subscriptions: string[] = [];
  const joinSome = async (people: number) => {
    const lookupKey = random.pick(["monthly", "monthly", "yearly", "print_monthly"] as const);
    const answer = await account.control("join", { count: people, lookupKey });
    const results = (answer?.results ?? []) as { subscription?: string }[];
    subscriptions.push(...results.flatMap(({ subscription }) => subscription ?? []));
  };
  const perDay = Math.ceil(count / DAYS);
  for (let day = 1; day <= DAYS; day++) {
    while (events.size < Math.min(count, perDay * day)) {
      await joinSome(random.between(1, 20));
      const id = random.pick(subscriptions) ?? "";
      const act = random.weighted({ cancel: 3, leave: 2, refund: 2, pause: 1, nothing: 4 });
      if (act === "cancel") await account.api("DELETE", `subscriptions/${id}`);
      if (act === "leave") await account.api("POST", `subscriptions/${id}`, { cancel_at_period_end: "true" });
      if (act === "refund") await account.control(`subscriptions/${id}/refund`);
      if (act === "pause") await account.control(`subscriptions/${id}/pause`, { behavior: "void" });
    }
    await account.control("advance", { seconds: DAY });
  }
}
