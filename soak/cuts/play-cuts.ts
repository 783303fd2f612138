import { Agent } from "node:http";
import { inArray } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { installation, stripeEvents } from "@/db/schema";
import { joinEvent } from "@/domain/testing/subscription-event";
import { verify } from "@/domain/verify/verify";
import { signPayload } from "../../stripe-emulator/delivery/sign-payload";
import { post } from "../histories/deliveries";
import { Random } from "../random";
import { openLoneMuster } from "../world/lone-muster";
import { SECRET } from "../world/soak-newsroom";
import { CUTS, CuttingProxy } from "./cutting-proxy";

const TELL_EVERY = 100;

export interface CutsPlayed {
  cuts: number;
  failures: string[];
  details: Record<string, number>;
}

/**
 * Cuts the connection to PostgreSQL around `count` COMMITs of webhooks, and sends what was not acknowledged again, as
 * Stripe does. What was acknowledged must be kept, and each person counted once.
 */
export async function playCuts(
  url: string,
  { count, seed, print }: { count: number; seed: number; print: (line: string) => void },
): Promise<CutsPlayed> {
  const { hostname, port } = new URL(url);
  const proxy = new CuttingProxy({ host: hostname, port: Number(port) });
  const proxied = new URL(url);
  proxied.port = String(await proxy.listen());
  const direct = await openDatabase({ url, poolSize: 2 });
  await migrate(direct.db, "db/migrations");
  const cuttable = await openDatabase({ url: proxied.href, poolSize: 3 });
  const { ctx, door } = await openLoneMuster(cuttable.db);
  const agent = new Agent({ keepAlive: true });
  const random = new Random(seed);
  const failures: string[] = [];
  let sent = 0;
  let acknowledged = 0;
  let refused = 0;

  const send = async ({ body }: { body: string }) =>
    post(`${door.url}/api/stripe/webhook`, body, signPayload(body, SECRET), agent);

  for (let cut = 1; cut <= count; cut++) {
    const events = Array.from({ length: random.between(1, 6) }, () => joinEvent(`${seed}x${++sent}`));
    proxy.arm(random.pick(CUTS));
    const answers = await Promise.all(events.map(async (event) => ({ event, status: await send(event) })));
    proxy.disarm();
    const taken = answers.filter(({ status }) => status === 200).map(({ event }) => event);
    const again = answers.filter(({ status }) => status !== 200).map(({ event }) => event);
    acknowledged += taken.length;
    refused += again.length;
    const kept = await direct.db
      .select({ id: stripeEvents.id })
      .from(stripeEvents)
      .where(inArray(stripeEvents.id, ["", ...taken.map(({ id }) => id)]));
    if (kept.length !== taken.length)
      failures.push(`cut ${cut}: ${taken.length} acknowledged, ${kept.length} kept`);
    for (const event of random.chance(0.2) ? events : again) {
      const status = await send(event);
      if (status !== 200) failures.push(`cut ${cut}: answered ${status} with the connection whole`);
    }
    const [{ total } = { total: -1 }] = await direct.db.select().from(installation);
    if (total !== sent) failures.push(`cut ${cut}: ${total} are counted of ${sent}`);
    if (cut % TELL_EVERY === 0) print(`${cut} cuts, ${failures.length} failures`);
  }
  failures.push(...(await verify({ ...ctx, db: direct.db })).differences);
  const cuts = CUTS.reduce((sum, each) => sum + proxy.done[each], 0);
  agent.destroy();
  await door.close();
  await cuttable.close();
  await proxy.close();
  await direct.close();
  return { cuts, failures, details: { events: sent, acknowledged, refused, ...proxy.done } };
}
