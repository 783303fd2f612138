import { and, desc, eq, sql } from "drizzle-orm";
import { members, prices, products, subscriptions } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";
import { planName } from "./who-counts-now";

/** Groups smaller than this could point at a person: they are added up as "elsewhere". */
export const SMALLEST_GROUP = 10;

/** Who counts now, by plan, money and country. */
export interface Membership {
  plans: { name: string; people: number; share: number }[];
  /** Recurring money a month by currency, minor units, from members who count. */
  monthly: { currency: string; amount: number; people: number }[];
  countries: { country: string; people: number }[];
  /** People in countries with fewer than ten, and of no known country. */
  elsewhere: number;
  unknown: number;
}

/** Everyone who counts, in groups that point at nobody. Reads every membership: not for the first page. Any role. */
export async function readMembership(ctx: Ctx, staff: StaffMember | null): Promise<Membership> {
  requireRole(staff, "viewer");
  const people = sql<number>`count(*)::int`;
  const counting = eq(subscriptions.counts, true);
  const months = sql`case ${subscriptions.interval}
    when 'year' then 12.0 when 'month' then 1.0 when 'week' then 12.0 / 52 when 'day' then 12.0 / 365 end
    * coalesce(${subscriptions.intervalCount}, 1)`;
  const [plans, monthly, countries] = await Promise.all([
    ctx.db
      .select({
        name: planName,
        people,
      })
      .from(subscriptions)
      .leftJoin(prices, eq(prices.id, subscriptions.priceId))
      .leftJoin(products, eq(products.id, subscriptions.productId))
      .where(counting)
      .groupBy(sql`1`)
      .orderBy(desc(people)),
    ctx.db
      .select({
        currency: sql<string>`${subscriptions.currency}`,
        amount: sql<number>`round(sum(coalesce(${subscriptions.amountAfterDiscounts}, ${subscriptions.amount}, 0) / (${months})))::float8`,
        people,
      })
      .from(subscriptions)
      .where(
        and(counting, sql`${subscriptions.currency} is not null and ${subscriptions.interval} is not null`),
      )
      .groupBy(subscriptions.currency)
      .orderBy(desc(people)),
    readCountries(ctx),
  ]);
  const counted = plans.reduce((sum, plan) => sum + plan.people, 0);
  return {
    plans: plans.map((plan) => ({ ...plan, share: counted === 0 ? 0 : plan.people / counted })),
    monthly,
    ...suppressed(known(countries)),
    unknown: countries.find(({ country }) => !country)?.people ?? 0,
  };
}

type Country = { country: string | null; people: number };

async function readCountries(ctx: Ctx): Promise<Country[]> {
  const people = sql<number>`count(*)::int`;
  return ctx.db
    .select({ country: members.country, people })
    .from(members)
    .where(eq(members.counted, true))
    .groupBy(members.country)
    .orderBy(desc(people));
}

function known(countries: readonly Country[]): { country: string; people: number }[] {
  return countries.flatMap(({ country, people }) => (country ? [{ country, people }] : []));
}

/** Whether so many people are in a country that its number is shown. */
export async function isCountryListed(ctx: Ctx, country: string): Promise<boolean> {
  const { countries } = suppressed(known(await readCountries(ctx)));
  return countries.some((listed) => listed.country === country);
}

/**
 * Countries with ten people or more; the rest in one. A rest that one country alone makes up, or that is itself
 * small, takes the smallest listed country with it: otherwise the sum would tell.
 */
export function suppressed(
  all: readonly { country: string; people: number }[],
): Pick<Membership, "countries" | "elsewhere"> {
  const countries = all.filter(({ people }) => people >= SMALLEST_GROUP).sort((a, b) => b.people - a.people);
  const small = all.filter(({ people }) => people < SMALLEST_GROUP);
  let elsewhere = small.reduce((sum, { people }) => sum + people, 0);
  const tells = small.length === 1 || (small.length > 0 && elsewhere < SMALLEST_GROUP);
  if (tells) elsewhere += countries.pop()?.people ?? 0;
  return { countries, elsewhere };
}
