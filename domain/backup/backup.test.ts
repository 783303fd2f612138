import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listTables, quoted } from "@/db/backup/tables";
import { type Database, type Engine, openDatabase } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { installation, members, staffSessions, staffUsers } from "@/db/schema";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import type { Ctx } from "@/domain/context";
import { createDrive } from "@/domain/drive/create-drive";
import { loadSnapshots } from "@/domain/drive/load-snapshots";
import { applyEvents } from "@/domain/membership/apply-events";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { makeBackup } from "./make-backup";
import { releaseMail } from "./release-mail";
import { restoreBackup } from "./restore-backup";

const READERS = 30;
const HOUR_MS = 3_600_000;
/** What a restore leaves behind on purpose, told apart in its own tests. */
const MADE_ANEW = new Set([
  "installation",
  "progress",
  "staff_sessions",
  "staff_verifications",
  "leases",
  "instances",
]);
const quiet = () => {};

describe.each(ENGINES)("a backup made on %s", (engine) => {
  let newsroom: Newsroom;
  let folder: string;
  let file: string;
  /** Where the short tests restore, one after the other. */
  let target: Ctx;
  const taken = new Set<string>();
  const opened: Database[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "muster-backup-"));
    file = join(folder, "first.backup");
    newsroom = await openNewsroom(engine);
    for (let reader = 0; reader < READERS; reader++) {
      await newsroom.control("join", { email: `reader${reader}@readers.example` });
    }
    await applyNew(newsroom.ctx);
    // Characters that end a line elsewhere, and every kind of quote.
    await createDrive(newsroom.ctx, {
      slug: "next-year",
      title: { en: "Line\u2028and \u2029 paragraph", uk: "Лапки «„“» \"'\\" },
      message: { en: "tab\tbreak\r\nend" },
      goal: 100,
      startsAt: new Date(newsroom.ctx.clock.now().getTime() + 9_600 * HOUR_MS),
      endsAt: new Date(newsroom.ctx.clock.now().getTime() + 9_700 * HOUR_MS),
      timezone: "Europe/Kyiv",
      published: true,
    });
    await signInSomeone(newsroom.ctx);
    await makeBackup(newsroom.ctx, file, quiet);
    target = await emptyNewsroom(engine);
  });
  afterAll(async () => {
    for (const database of opened) await database.close();
    await newsroom.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function applyNew(ctx: Ctx): Promise<void> {
    const { world } = newsroom.emulator;
    const fresh = [...world.store.of("event").walk("newer")].filter((event) => !taken.has(event.id));
    for (const event of fresh) taken.add(event.id);
    await applyEvents(
      ctx,
      fresh.map((event) => parseStripeEvent(renderEvent(world, event), ctx.settings.emailHashKey)),
    );
  }

  /** An empty newsroom on an engine, as `npm run restore` opens it: one connection, no app. */
  async function emptyNewsroom(on: Engine): Promise<Ctx> {
    const fresh = await openTestDatabase(on);
    if (fresh.url === null) {
      opened.push(fresh);
      return { ...newsroom.ctx, db: fresh.db };
    }
    await fresh.close();
    const database = await openDatabase({ url: fresh.url, poolSize: 1 });
    opened.push(database);
    return { ...newsroom.ctx, db: database.db };
  }

  test("that is damaged, or another file, restores nothing and says why", async () => {
    const ctx = target;
    const whole = await readFile(file);
    const text = gunzipSync(whole).toString("utf8");
    const damaged: [string, Buffer, string][] = [
      ["cut", whole.subarray(0, Math.floor(whole.length / 2)), "stops before its end"],
      ["flipped", Buffer.from(whole).fill(0xff, 200, 216), "damaged"],
      ["edited", gzipSync(text.replace('"subscription"', '"subscriptioN"')), "checksum does not hold"],
      [
        "unsealed",
        gzipSync(text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1)),
        "stops before its end",
      ],
      ["longer", gzipSync(`${text}["more"]\n`), "something follows its end"],
      ["not-ours", Buffer.from("a,b,c\n1,2,3\n"), "not a backup of Muster"],
      ["other-json", gzipSync('{"hello":"world"}\n'), "not a backup of Muster"],
      ["empty", Buffer.alloc(0), "stops before its end"],
      ["newer", gzipSync('{"muster":"backup","format":2}\n'), "format 2"],
    ];
    for (const [name, bytes, why] of damaged) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      await expect(restoreBackup(ctx, path, quiet), name).rejects.toThrow(why);
    }
    await expect(restoreBackup(ctx, join(folder, "nowhere"), quiet)).rejects.toThrow("There is no file");
    expect(await ctx.db.select().from(members)).toEqual([]);
  });

  test.each(ENGINES)("comes back whole on %s, and counting goes on", async (on) => {
    const before = await readAll(newsroom.ctx);
    const ctx = on === engine ? target : await emptyNewsroom(on);
    const restored = await restoreBackup(ctx, file, quiet);

    expect(await readAll(ctx)).toEqual(before);
    expect(restored).toMatchObject({ isSameEmailKey: true, erasedAgain: 0 });
    expect(await verify(ctx)).toMatchObject({ ok: true, total: READERS, ledgerRows: READERS });
    const [snapshot] = await loadSnapshots(ctx);
    expect(snapshot?.progress).toMatchObject({ count: READERS, version: restored.version });
    expect(restored.version).toBeGreaterThan(restored.header.version);

    await newsroom.control("join", { email: `${engine}-${on}@readers.example` });
    await applyNew(ctx);
    expect(await verify(ctx)).toMatchObject({ ok: true, total: READERS + 1, ledgerRows: READERS + 1 });
    const [after] = await loadSnapshots(ctx);
    expect(after?.progress.version).toBeGreaterThan(restored.version);
    await expect(ctx.db.execute(sql`delete from ledger`)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("append-only") },
    });
  });

  test("keeps its totals, ledger and rising version round after round", async () => {
    const before = await readAll(newsroom.ctx);
    await restoreBackup(target, file, quiet);
    let version = 0;
    for (let round = 0; round < 2; round++) {
      const next = join(folder, `round-${round}.backup`);
      await makeBackup(target, next, quiet);
      const restored = await restoreBackup(target, next, quiet);
      expect(restored.version).toBeGreaterThan(version);
      version = restored.version;
      expect(await readAll(target)).toEqual(before);
      expect((await verify(target)).differences).toEqual([]);
    }
  });

  test("holds mail until staff release it, and ends every session", async () => {
    const ctx = target;
    await restoreBackup(ctx, file, quiet);
    expect(await ctx.db.select().from(staffUsers)).toHaveLength(1);
    expect(await ctx.db.select().from(staffSessions)).toEqual([]);
    expect((await ctx.db.select().from(installation))[0]?.mailHeldSince).toBeInstanceOf(Date);
    expect(await releaseMail(ctx, "command line")).toBe(true);
    expect(await releaseMail(ctx, "command line")).toBe(false);
    expect((await ctx.db.select().from(installation))[0]?.mailHeldSince).toBeNull();
  });

  test("brings nobody back who was erased since", async () => {
    const ctx = target;
    await restoreBackup(ctx, file, quiet);
    const [someone] = await ctx.db.select().from(members).limit(1);
    await ctx.db
      .update(members)
      .set({ emailHash: null, country: null, erasedAt: new Date() })
      .where(eq(members.id, someone!.id));
    expect(await restoreBackup(ctx, file, quiet)).toMatchObject({ erasedAgain: 1 });
    const [again] = await ctx.db.select().from(members).where(eq(members.id, someone!.id));
    expect(again).toMatchObject({ emailHash: null, erasedAt: expect.any(Date) });
    const linked = rowsOf<{ n: number }>(
      await ctx.db.execute(sql`select count(*)::int as n from stripe_customers
        where member_id = ${someone!.id} and email_hash is not null`),
    );
    expect(linked).toEqual([{ n: 0 }]);
    expect((await verify(ctx)).differences).toEqual([]);
  });

  test("says when its e-mail hashes were made with another key", async () => {
    const ctx = target;
    const other = { ...ctx, settings: { ...ctx.settings, emailHashKey: "another key altogether" } };
    expect(await restoreBackup(other, file, quiet)).toMatchObject({ isSameEmailKey: false });
  });

  test("is for its owner only, leaves nothing half-written and never overwrites another", async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(makeBackup(newsroom.ctx, file, quiet)).rejects.toThrow("never overwrites");
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("of another schema is refused with both named", async () => {
    const ctx = target;
    await ctx.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('a later one', 9999999999999)`,
    );
    await expect(restoreBackup(ctx, file, quiet)).rejects.toThrow("another schema");
    await ctx.db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'a later one'`);
  });

  test.runIf(engine === "postgres")("is not restored while an app is connected", async () => {
    const running = await openTestDatabase("postgres");
    opened.push(running);
    const database = await openDatabase({ url: running.url ?? "", poolSize: 1 });
    opened.push(database);
    await expect(restoreBackup({ ...newsroom.ctx, db: database.db }, file, quiet)).rejects.toThrow(
      /using this database from .*stop every instance first/,
    );
  });
});

/** Every row of every table that a restore brings back as it was, in text. */
async function readAll(ctx: Ctx): Promise<Record<string, string[]>> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`set local timezone to 'UTC'`);
    const all: Record<string, string[]> = {};
    for (const { name } of await listTables(tx)) {
      if (MADE_ANEW.has(name)) continue;
      const rows = rowsOf<{ row: string }>(
        await tx.execute(
          sql.raw(`select t::text as row from ${quoted(name)} as t order by t::text collate "C"`),
        ),
      );
      all[name] = rows.map(({ row }) => row);
    }
    return all;
  });
}

async function signInSomeone({ db }: Ctx): Promise<void> {
  const now = new Date();
  await db.insert(staffUsers).values({ id: "editor", name: "Editor", email: "editor@courier.example" });
  await db.insert(staffSessions).values({
    id: "session",
    token: "a token",
    userId: "editor",
    expiresAt: new Date(now.getTime() + HOUR_MS),
    createdAt: now,
    updatedAt: now,
  });
}
