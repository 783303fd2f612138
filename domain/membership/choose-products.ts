import { and, asc, eq, gt, inArray, isNotNull, or, sql } from "drizzle-orm";
import { rowsOf } from "@/db/rows";
import { installation, ledger, prices, productChoices, products, subscriptions } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { newId } from "@/domain/new-id";
import { inOneCommit, rehearse } from "@/domain/repair/in-one-commit";
import { applyFacts } from "./apply-facts";

const ROWS_AT_ONCE = 500;

/** A product of Stripe's as staff choose it. */
export interface ChoosableProduct {
  id: string;
  name: string;
  active: boolean;
  ticked: boolean;
  /** STRIPE_MEMBERSHIP_PRODUCTS names it: it counts whatever is ticked. */
  isSet: boolean;
  /** Subscriptions to it that are paid or due, and of those the ones that count. */
  running: number;
  counting: number;
}

/** Which products are to count, and what was seen when that was decided. */
export interface ProductChoice {
  ticked: readonly string[];
  /** Products that were ticked when the form was opened, so that two people cannot overwrite each other. */
  seen: readonly string[];
  reason: string;
  by: string;
}

/** What a choice of products does to the total. */
export interface ChoiceEffect {
  before: number;
  after: number;
  /** People who begin to count, and who cease to. */
  added: number;
  removed: number;
  /** Products that begin to count, and that cease to, by name. */
  begin: string[];
  cease: string[];
}

/** Every product with a price that recurs, those that count first. */
export async function listProducts(ctx: Ctx): Promise<ChoosableProduct[]> {
  const isSet = new Set(ctx.settings.membershipProducts);
  const recurring = ctx.db.select({ id: prices.productId }).from(prices).where(isNotNull(prices.interval));
  const rows = await ctx.db
    .select()
    .from(products)
    .where(or(inArray(products.id, recurring), eq(products.membership, true)))
    .orderBy(products.name, products.id);
  const numbers = await countByProduct(ctx);
  return rows
    .map(({ id, name, active, membership }) => ({
      id,
      name,
      active,
      ticked: membership === true,
      isSet: isSet.has(id),
      ...(numbers.get(id) ?? { running: 0, counting: 0 }),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

const rank = (product: ChoosableProduct) => (product.ticked || product.isSet ? 0 : 1);

async function countByProduct(ctx: Ctx): Promise<Map<string, { running: number; counting: number }>> {
  const rows = rowsOf<{ id: string; running: number; counting: number }>(
    await ctx.db.execute(sql`
      select product as id, count(*)::int as running, (count(*) filter (where s.counts))::int as counting
      from ${subscriptions} s, unnest(s.product_ids) as product
      where s.status in ('active', 'past_due') group by product`),
  );
  return new Map(rows.map(({ id, ...numbers }) => [id, numbers]));
}

/** What a choice would do; nothing of it stays. Throws invalid_input, conflict. */
export function previewProducts(ctx: Ctx, choice: ProductChoice): Promise<ChoiceEffect> {
  return rehearse(ctx, (inside) => choose(inside, choice));
}

/**
 * Makes the ticked products those that count, beside the ones the settings name, and decides everyone anew who has
 * one that changed: one change of the ledger, with its reason. Throws invalid_input, conflict.
 */
export function chooseProducts(
  ctx: Ctx,
  choice: ProductChoice,
  also: (inside: Ctx, effect: ChoiceEffect) => Promise<void>,
): Promise<ChoiceEffect> {
  return inOneCommit(ctx, async (inside) => {
    const effect = await choose(inside, choice);
    await also(inside, effect);
    return effect;
  });
}

async function choose(ctx: Ctx, choice: ProductChoice): Promise<ChoiceEffect> {
  const { db } = ctx;
  const rows = await db.select().from(products).orderBy(products.id).for("update");
  const held = rows.filter(({ membership }) => membership === true).map(({ id }) => id);
  const wanted = new Set(choice.ticked);
  if (!sameIds(held, choice.seen)) {
    throw new DomainError("conflict", "Somebody else changed the products meanwhile. Look at them again.");
  }
  const unknown = [...wanted].find((id) => !rows.some((row) => row.id === id));
  if (unknown) throw new DomainError("invalid_input", `There is no product ${unknown}.`);
  const isSet = new Set(ctx.settings.membershipProducts);
  const changed = rows.filter(({ id, membership }) => (membership === true) !== wanted.has(id));
  if (changed.length === 0) throw new DomainError("invalid_input", "Nothing is changed.");
  for (const { id } of changed) {
    await db
      .update(products)
      .set({ membership: wanted.has(id) ? true : null })
      .where(eq(products.id, id));
  }
  const changeId = newId();
  const { reason, by } = choice;
  const at = ctx.clock.now();
  await db.insert(productChoices).values({ id: changeId, at, by, reason, before: held, after: [...wanted] });
  const { total: before, version } = await readState(db);
  const deciding = changed.filter(({ id }) => !isSet.has(id));
  await decideAnew(
    ctx,
    deciding.map(({ id }) => id),
    { id: changeId, ref: `policy:${changeId}` },
  );
  await raiseContentRevision(db);
  return {
    before,
    after: (await readState(db)).total,
    ...(await readMovement(db, changeId, version)),
    begin: deciding.filter(({ id }) => wanted.has(id)).map(({ name }) => name),
    cease: deciding.filter(({ id }) => !wanted.has(id)).map(({ name }) => name),
  };
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().join() === [...other].sort().join();
}

/** Everyone with a subscription to one of these, a page at a time, all in the caller's transaction. */
async function decideAnew(
  ctx: Ctx,
  productIds: readonly string[],
  step: { id: string; ref: string },
): Promise<void> {
  if (productIds.length === 0) return;
  const dueAt = ctx.clock.now();
  const wanted = sql`${subscriptions.productIds} && ${sql.param([...productIds], subscriptions.productIds)}`;
  for (let after = ""; ; ) {
    const page = await ctx.db
      .select({ id: subscriptions.id })
      .from(subscriptions)
      .where(and(wanted, gt(subscriptions.id, after)))
      .orderBy(asc(subscriptions.id))
      .limit(ROWS_AT_ONCE);
    if (page.length === 0) return;
    const due = page.map(({ id }) => ({ dueAt, subscriptionId: id, step }));
    await applyFacts(ctx, [], due);
    after = page.at(-1)?.id ?? after;
  }
}

async function readState(db: Ctx["db"]): Promise<{ total: number; version: number }> {
  const { total, version } = installation;
  const [row] = await db.select({ total, version }).from(installation);
  return row ?? { total: 0, version: 0 };
}

/** People are in it once: who moves from one kind to another neither begins nor ceases. */
async function readMovement(
  db: Ctx["db"],
  changeId: string,
  /** Rows of the change are above it: the ledger has an index by version, and none by change. */
  above: number,
): Promise<Pick<ChoiceEffect, "added" | "removed">> {
  const net = db
    .select({ delta: sql<number>`sum(${ledger.delta})`.as("delta") })
    .from(ledger)
    .where(and(gt(ledger.version, above), eq(ledger.changeId, changeId)))
    .groupBy(ledger.memberId)
    .as("net");
  const [row] = await db
    .select({
      added: sql<number>`(count(*) filter (where ${net.delta} > 0))::int`,
      removed: sql<number>`(count(*) filter (where ${net.delta} < 0))::int`,
    })
    .from(net);
  return row ?? { added: 0, removed: 0 };
}
