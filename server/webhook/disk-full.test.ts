import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { stripeEvents } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { mountSmallDisk } from "@/db/testing/small-disk";
import { openNewsroom } from "@/domain/testing/newsroom";
import { subscriptionEvent } from "@/domain/testing/subscription-event";
import { verify } from "@/domain/verify/verify";
import { ProgressHub } from "../live/progress-hub";
import { openDoor } from "../testing/open-door";
import { SECRET, sign } from "./testing/signed-events";

const MEGABYTES = 48;
const EVENTS = 400;
const AT_ONCE = 40;

const disk = ENGINES.includes("postgres") ? await mountSmallDisk(MEGABYTES) : null;
const why = disk ? "" : " (not run: needs PostgreSQL, and root to mount a small disk)";

afterAll(() => disk?.remove());

test.skipIf(!disk)(`a full disk gets 5xx, never 2xx for what is not kept, and heals${why}`, async () => {
  const newsroom = await openNewsroom("postgres");
  const url = newsroom.databaseUrl ?? "";
  const name = new URL(url).pathname.slice(1);
  const admin = postgres(url.replace(name, "postgres"), { max: 1, onnotice: () => {} });
  await admin.unsafe(`create tablespace ${name} location '${disk?.folder}'`);
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await admin.unsafe(`alter database ${name} set tablespace ${name}`);
  const filler = join(disk?.folder ?? "", "filler");
  await fill(filler);

  const hub = new ProgressHub();
  const door = await openDoor({ ctx: { ...newsroom.ctx, feed: hub }, hub, secrets: [SECRET] });
  const send = async (event: { id: string }): Promise<number> => {
    const body = JSON.stringify(event);
    const headers = { "stripe-signature": sign(body, SECRET) };
    return (await fetch(`${door.url}/api/stripe/webhook`, { method: "POST", headers, body })).status;
  };
  const statuses = new Map<string, number>();
  const events = Array.from({ length: EVENTS }, () => subscriptionEvent());
  const sendAll = async (wanted: typeof events) => {
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const some = wanted.slice(from, from + AT_ONCE);
      await Promise.all(some.map(async (event) => statuses.set(event.id, await send(event))));
    }
  };
  const refused = () => events.filter(({ id }) => statuses.get(id) !== 200);
  const kept = async () => (await newsroom.ctx.db.select({ id: stripeEvents.id }).from(stripeEvents)).length;

  await sendAll(events);
  expect(refused().length).toBeGreaterThan(0);
  expect(refused().every(({ id }) => (statuses.get(id) ?? 0) >= 500)).toBe(true);
  expect(await kept()).toBe(EVENTS - refused().length);

  await rm(filler);
  await sendAll(refused());
  expect(refused()).toEqual([]);
  expect(await kept()).toBe(EVENTS);
  expect(hub.read("current")?.progress.count).toBe(EVENTS);
  expect((await verify(newsroom.ctx)).differences).toEqual([]);

  await door.close();
  await newsroom.close();
  await admin.unsafe(`drop database ${name} with (force)`);
  await admin.unsafe(`drop tablespace ${name}`);
  await admin.end();
});

/** Writes until nothing more fits. */
async function fill(file: string): Promise<void> {
  for (const size of [1_048_576, 65_536, 4_096]) {
    const block = Buffer.alloc(size, 1);
    for (let full = false; !full; ) {
      full = await writeFile(file, block, { flag: "a" }).then(
        () => false,
        () => true,
      );
    }
  }
}
