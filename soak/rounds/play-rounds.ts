import { createHash } from "node:crypto";
import { join } from "node:path";
import { asc } from "drizzle-orm";
import { installation, ledger } from "@/db/schema";
import { makeBackup } from "@/domain/backup/make-backup";
import { restoreBackup } from "@/domain/backup/restore-backup";
import type { Ctx } from "@/domain/context";
import { applyEvents } from "@/domain/membership/apply-events";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { Random } from "../random";
import type { SoakOptions } from "../soak";
import type { SoakNewsroom } from "../world/soak-newsroom";

const MOST_JOINS = 40;
const MOST_LEAVE = 8;
const DAY_SECONDS = 86_400;
const quiet = () => {};

interface RoundsOptions extends SoakOptions {
  newsroom: SoakNewsroom;
  /** The newsroom on either engine; it begins in the first. */
  homes: readonly Ctx[];
  /** For the backups. */
  folder: string;
}

export interface RoundsPlayed {
  members: number;
  "ledger rows": number;
  failures: string[];
}

/** After each round totals and ledger are those of the backup, everything verifies, and the version has risen. */
export async function playRounds(options: RoundsOptions): Promise<RoundsPlayed> {
  const { count, seed, print, newsroom, homes, folder } = options;
  const random = new Random(seed);
  const told = new Set<string>();
  const failures: string[] = [];
  let highest = 0;
  for (let round = 1; round <= count; round++) {
    const [from, to] = [homes[(round - 1) % 2], homes[round % 2]];
    if (!from || !to) throw new Error("two homes are needed");
    await liveOn(newsroom, from, random, told);
    const [before, wasThere] = [await stateOf(from), await stateOf(to)];
    const file = join(folder, `${round}.backup`);
    await makeBackup(from, file, quiet);
    await restoreBackup(to, file, quiet);
    const after = await stateOf(to);
    const say = (what: string) => failures.push(`round ${round}: ${what}`);
    if (after.total !== before.total) say(`${after.total} members, the backup has ${before.total}`);
    if (after.ledger !== before.ledger) say("the ledger is another");
    highest = Math.max(highest, before.version, wasThere.version);
    if (after.version <= highest) say(`version ${after.version} after ${highest}`);
    for (const difference of (await verify(to)).differences) say(difference);
    print(`round ${round}: ${after.total} members, ${after.rows} ledger rows, ${failures.length} failures`);
  }
  const end = await stateOf(homes[count % 2] as Ctx);
  return { members: end.total, "ledger rows": end.rows, failures };
}

/** Readers join, others leave, time passes and payments fall due; the home hears of all of it. */
async function liveOn(newsroom: SoakNewsroom, home: Ctx, random: Random, told: Set<string>): Promise<void> {
  const { emulator } = newsroom;
  const control = async (path: string, body: object) => {
    const answer = await fetch(`${emulator.url}/_emulator/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
  await control("delivery", { on: false });
  await control("join", { count: random.between(1, MOST_JOINS) });
  const { data } = await home.stripe.subscriptions.list({ status: "active", limit: 100 });
  for (let n = random.between(0, MOST_LEAVE); n > 0 && data.length > 0; n--) {
    const [left] = data.splice(random.between(0, data.length - 1), 1);
    if (left) await home.stripe.subscriptions.cancel(left.id);
  }
  await control("advance", { seconds: random.between(1, 20) * DAY_SECONDS });
  const news = [...emulator.world.store.of("event").walk("newer")].filter(({ id }) => !told.has(id));
  for (const { id } of news) told.add(id);
  await applyEvents(
    home,
    news.map((event) => parseStripeEvent(renderEvent(emulator.world, event), home.settings.emailHashKey)),
  );
}

async function stateOf({ db }: Ctx) {
  const [held] = await db.select().from(installation);
  const rows = await db.select().from(ledger).orderBy(asc(ledger.id));
  return {
    total: held?.total ?? -1,
    version: held?.version ?? -1,
    rows: rows.length,
    ledger: createHash("sha256").update(JSON.stringify(rows)).digest("hex"),
  };
}
