import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installation, ledger, members } from "@/db/schema";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import type { Ctx } from "@/domain/context";
import { addToHours } from "@/domain/drive/add-to-hours";
import { readDashboard } from "@/domain/drive/read-dashboard";
import { startOfDay } from "@/domain/drive/start-of-day";
import { seededRandom } from "@/domain/forecast/seeded-random";
import type { StaffMember } from "@/domain/staff/staff-member";
import { openStaffWorld } from "@/domain/staff/testing/staff-world";
import { readPreviousPeriod } from "./previous-period";
import { readDays } from "./read-days";
import { readLedger } from "./read-ledger";
import { readMovement } from "./read-movement";

type Row = typeof ledger.$inferSelect;

const KYIV = "Europe/Kyiv";
const NOW = new Date("2026-11-23T12:00:00Z");
const DAY_MS = 86_400_000;
const viewer: StaffMember = { id: "1", email: "viewer@courier.example", role: "viewer" };
const STEPS = ["import", "policy", "adjustment"];

/** Sixty days of joins, leaves, returns, changes of kind, sources and corrections, in the order they came. */
function history(): (typeof ledger.$inferInsert)[] {
  const random = seededRandom(11);
  const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T;
  const counted = new Map<string, "subscription" | "gift" | "pass">();
  const everyone: string[] = [];
  const rows: (typeof ledger.$inferInsert)[] = [];
  let total = 0;
  const append = (at: Date, row: Pick<Row, "delta" | "kind" | "countedAs" | "cause"> & Partial<Row>) => {
    total += row.delta;
    rows.push({ at, effectiveAt: at, changeId: randomUUID(), total, version: at.getTime(), ...row });
  };
  for (let minute = 60 * 24 * 60; minute > 5; minute -= 5 + Math.floor(random() * 240)) {
    const at = new Date(NOW.getTime() - minute * 60_000);
    const kind = pick(["subscription", "subscription", "subscription", "gift", "pass"] as const);
    const attribution =
      random() < 0.5 ? { article: pick(["bridge", "choir"]), section: "war", place: "banner" } : null;
    const cause = pick(["event", "event", "event", "settle", "import", "policy"] as const);
    const chance = random();
    if (chance < 0.55 || counted.size === 0) {
      const away = everyone.filter((id) => !counted.has(id));
      const memberId = chance < 0.1 && away.length > 0 ? pick(away) : randomUUID();
      if (!everyone.includes(memberId)) everyone.push(memberId);
      counted.set(memberId, kind);
      append(at, { delta: 1, kind, countedAs: kind, cause, memberId, attribution });
      continue;
    }
    const memberId = pick([...counted.keys()]);
    const held = counted.get(memberId) ?? "subscription";
    if (chance < 0.8) {
      counted.delete(memberId);
      append(at, { delta: -1, kind: held, countedAs: held, cause, memberId });
    } else if (chance < 0.9 && held !== kind) {
      const changeId = randomUUID();
      counted.set(memberId, kind);
      append(at, { delta: -1, kind: held, countedAs: held, cause: "event", memberId, changeId });
      append(at, { delta: 1, kind, countedAs: kind, cause: "event", memberId, changeId });
    } else if (chance < 0.95) {
      append(at, { delta: 7, kind: "source", countedAs: "source", cause: "adjustment" });
    } else {
      counted.delete(memberId);
      append(at, { delta: -1, kind: "correction", countedAs: held, cause: "merge", memberId });
    }
  }
  return rows;
}

/** The same figures the plain way: the whole ledger, row by row. */
class Recomputed {
  constructor(private readonly rows: readonly Row[]) {}

  private moves = (row: Row) => row.kind !== "correction" && !STEPS.includes(row.cause);
  private switches = (row: Row) =>
    row.memberId !== null &&
    this.rows.filter((other) => other.changeId === row.changeId && other.memberId === row.memberId).length ===
      2;
  private isFirst = (row: Row) =>
    !this.rows.some((other) => other.memberId === row.memberId && other.id < row.id);

  joined = (from: Date, to = NOW) =>
    this.within(from, to).filter((row) => this.moves(row) && row.delta > 0 && !this.switches(row)).length;
  left = (from: Date, to = NOW) =>
    this.within(from, to).filter((row) => this.moves(row) && row.delta < 0 && !this.switches(row)).length;

  within(from: Date, to = NOW): Row[] {
    return this.rows.filter((row) => row.at >= from && row.at < to);
  }

  parts(from: Date, to = NOW) {
    const rows = this.within(from, to);
    const sum = (which: (row: Row) => boolean) =>
      rows.filter(which).reduce((total, row) => total + row.delta, 0) + 0;
    const subscribed = (row: Row) => this.moves(row) && row.kind === "subscription";
    const rose = (row: Row) => subscribed(row) && row.delta > 0;
    return {
      new: sum((row) => rose(row) && this.isFirst(row)),
      returned: sum((row) => rose(row) && !this.isFirst(row) && !this.switches(row)),
      switched: sum((row) => rose(row) && this.switches(row)),
      left: sum((row) => subscribed(row) && row.delta < 0),
      gifts: sum((row) => this.moves(row) && row.kind === "gift"),
      passes: sum((row) => this.moves(row) && row.kind === "pass"),
      sources: sum((row) => row.kind === "source"),
      corrections: sum((row) => row.kind === "correction"),
      steps: sum((row) => !this.moves(row) && row.kind !== "correction" && row.kind !== "source"),
    };
  }
}

describe.each(ENGINES)("figures of the first page on %s", (engine) => {
  let world: Awaited<ReturnType<typeof openStaffWorld>>;
  let database: Awaited<ReturnType<typeof openTestDatabase>> | null;
  let ctx: Ctx;
  let plain: Recomputed;
  let total: number;

  beforeAll(async () => {
    world = await openStaffWorld();
    database = engine === "pglite" ? null : await openTestDatabase(engine);
    ctx = { ...world.ctx, db: database?.db ?? world.db };
    const rows = history();
    const people = [...new Set(rows.flatMap((row) => row.memberId ?? []))];
    await ctx.db.insert(members).values(people.map((id) => ({ id })));
    await ctx.db.transaction(async (tx) => {
      await tx.insert(ledger).values(rows);
      for (const version of new Set(rows.map((row) => row.version))) await addToHours(tx, version);
    });
    const written = await ctx.db.select().from(ledger).orderBy(ledger.id);
    plain = new Recomputed(written);
    total = written.at(-1)?.total ?? 0;
  });
  afterAll(async () => {
    await database?.close();
    await world.close();
  });

  it.each([1, 7, 28, 90])("say what moved it in %i days as the ledger does", async (days) => {
    const movement = await readMovement(ctx, viewer, { days, timezone: KYIV, total });
    const span = movement.to.getTime() - movement.from.getTime();
    expect(span).toBeLessThanOrEqual(days * DAY_MS + 3_600_000);
    expect(movement.from).toEqual(startOfDay(movement.from, KYIV));
    expect(Object.fromEntries(movement.parts.map(({ part, change }) => [part, change]))).toEqual(
      plain.parts(movement.from),
    );
    const change = plain.within(movement.from).reduce((sum, row) => sum + row.delta, 0);
    expect(movement.after - movement.before).toBe(change);
    expect(movement.after).toBe(total);
  });

  it("give each local day what the ledger has for it, quiet days too", async () => {
    const days = await readDays(ctx, { from: "2026-09-20", to: "2026-11-23", timezone: KYIV });
    expect(days).toHaveLength(65);
    for (const { day, joined, left, net } of days) {
      const from = startOfDay(new Date(`${day}T12:00:00Z`), KYIV);
      const to = startOfDay(new Date(from.getTime() + 30 * 3_600_000), KYIV);
      expect({ day, joined, left }).toEqual({
        day,
        joined: plain.joined(from, to),
        left: plain.left(from, to),
      });
      expect(net).toBe(joined - left);
    }
  });

  it("reckon the time before a drive back from the total now", async () => {
    await ctx.db.update(installation).set({ total });
    const span = { firstDay: "2026-10-20", length: 20, today: "2026-11-23", timezone: KYIV };
    const { counts, days } = await readPreviousPeriod(ctx, span);
    expect(counts).toHaveLength(20);
    for (const [at, { day, joined }] of days.entries()) {
      const from = startOfDay(new Date(`${day}T12:00:00Z`), KYIV);
      const to = startOfDay(new Date(from.getTime() + 30 * 3_600_000), KYIV);
      const sum = plain.within(new Date(0), to).reduce((sofar, row) => sofar + row.delta, 0);
      expect([day, counts[at], joined]).toEqual([day, sum, plain.joined(from, to)]);
    }
    expect(days.at(-1)?.day).toBe("2026-10-19");
  });

  it("say today as the ledger does", async () => {
    const midnight = startOfDay(NOW, KYIV);
    const { today } = await readDashboard(ctx);
    expect(today).toEqual({
      joined: plain.joined(midnight),
      left: plain.left(midnight),
      net: plain.joined(midnight) - plain.left(midnight),
    });
  });

  it("name where people came from as the ledger does", async () => {
    const { origins, from } = await readMovement(ctx, viewer, { days: 90, timezone: KYIV, total });
    const article = origins.find(({ by }) => by === "article")?.rows ?? [];
    for (const { name, joined } of article) {
      const of = new Recomputed(plain.within(from).filter((row) => row.attribution?.article === name));
      expect({ name, joined }).toEqual({ name, joined: of.joined(from) });
    }
    expect(article.map(({ name }) => name).sort()).toEqual(["bridge", "choir"]);
  });

  it.each(["new", "returned", "gifts", "passes", "sources", "corrections", "steps", "left"] as const)(
    "link to the rows of the ledger that make up %s",
    async (part) => {
      const { from, parts, previous } = await readMovement(ctx, viewer, { days: 28, timezone: KYIV, total });
      const { sum } = await readLedger(ctx, viewer, { from: from.toISOString(), part });
      const shown = parts.find((each) => each.part === part)?.change ?? 0;
      const switched = parts.find((each) => each.part === "switched")?.change ?? 0;
      // Whoever changed to a subscription had been counted before: their rows stand among the returned.
      expect(sum).toBe(part === "returned" ? shown + switched : shown);
      expect(previous).toHaveLength(parts.length);
    },
  );
});
