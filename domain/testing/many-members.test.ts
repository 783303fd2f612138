import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsOf } from "@/db/rows";
import { ENGINES } from "@/db/testing/open-test-database";
import { readMovement } from "@/domain/outlook/read-movement";
import type { StaffMember } from "@/domain/staff/staff-member";
import { verify } from "@/domain/verify/verify";
import { makeManyMembers } from "./many-members";
import { type Newsroom, openNewsroom } from "./newsroom";
import { MEMBERSHIP } from "./quiet-context";

const MEMBERS = 400;
const DAY_MS = 86_400_000;
const viewer: StaffMember = { id: "1", email: "viewer@courier.example", role: "viewer" };

describe.each(ENGINES)("a newsroom made large on %s", (engine) => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    const to = newsroom.ctx.clock.now();
    const from = new Date(to.getTime() - 60 * DAY_MS);
    await makeManyMembers(newsroom.ctx, { members: MEMBERS, from, to, productId: MEMBERSHIP, batch: 50 });
  });
  afterAll(() => newsroom.close());

  test("has so many members, two ledger rows for each, agrees with itself and owes Stripe no question", async () => {
    expect(await verify(newsroom.ctx)).toMatchObject({
      ...{ ok: true, differences: [], total: MEMBERS, ledgerRows: 2 * MEMBERS },
    });
    const waiting = rowsOf(await newsroom.ctx.db.execute(sql`select 1 from unsettled`));
    expect(waiting).toHaveLength(0);
  });

  test("has both its rollups agree, hour by hour", async () => {
    const columns = sql.raw("hour, kind, counted_as, cause");
    const summed = sql`select ${columns}, sum(gained)::int, sum(lost)::int, sum(firsts)::int, sum(switched)::int
      from hourly_stats group by ${columns}`;
    const held = sql`select ${columns}, gained, lost, firsts, switched from hour_totals`;
    const differing = sql`(${summed} except ${held}) union all (${held} except ${summed})`;
    expect(rowsOf(await newsroom.ctx.db.execute(differing))).toEqual([]);
    expect(rowsOf(await newsroom.ctx.db.execute(held)).length).toBeGreaterThan(5);
  });

  test("tells where its members came from as its ledger does", async () => {
    const { total } = await verify(newsroom.ctx);
    const movement = await readMovement(newsroom.ctx, viewer, { days: 90, timezone: "Europe/Kyiv", total });
    const change = Object.fromEntries(movement.parts.map(({ part, change }) => [part, change]));
    expect(change).toMatchObject({ new: 1.5 * MEMBERS, left: -0.5 * MEMBERS, returned: 0 });
    const counted = rowsOf<{ name: string; joined: number }>(
      await newsroom.ctx.db.execute(sql`
        select attribution->>'section' as name, count(*)::int as joined from ledger
        where delta > 0 and attribution is not null group by 1 order by 2 desc, 1`),
    );
    expect(movement.origins.find(({ by }) => by === "section")?.rows).toEqual(counted);
  });
});
