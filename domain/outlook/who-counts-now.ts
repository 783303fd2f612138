import { and, type SQL, sql } from "drizzle-orm";
import { ledger, members, prices, products, stripeCustomers, subscriptions } from "@/db/schema";
import type { LedgerFilter } from "./read-ledger";

/** Set to end: cancelled by the person, and counting until the time that was paid for is over. */
export const isLeaving = sql`(${subscriptions.counts} and ${subscriptions.nextChangeAt} is not null
  and (${subscriptions.cancelAtPeriodEnd} or ${subscriptions.cancelAt} is not null))`;

/** Counting though the last payment failed. */
export const isFailing = sql`(${subscriptions.counts} and ${subscriptions.nextChangeAt} is not null
  and ${subscriptions.status} = 'past_due')`;

/** What a plan is called. */
export const planName = sql<string>`coalesce(${prices.lookupKey}, ${products.name}, ${subscriptions.priceId}, 'unknown')`;

/** The local day on which a membership ends. */
export function endingDay(timezone: string): SQL<string> {
  return sql<string>`to_char(${subscriptions.nextChangeAt} at time zone ${timezone}, 'YYYY-MM-DD')`;
}

/**
 * Rows by which people count who are in a state or group now: the newest of each person. Undefined where the filter
 * asks for no state.
 */
export function whoCountsNow(filter: LedgerFilter, timezone: string): SQL | undefined {
  const { now, day, plan, currency, country } = filter;
  const who = [
    now === "leaving"
      ? withSubscription(and(isLeaving, day ? sql`${endingDay(timezone)} = ${day}` : undefined))
      : [],
    now === "failing" ? withSubscription(isFailing) : [],
    plan ? withSubscription(sql`${subscriptions.counts} and ${planName} = ${plan}`) : [],
    currency
      ? withSubscription(
          sql`${subscriptions.counts} and ${subscriptions.interval} is not null and ${subscriptions.currency} = ${currency}`,
        )
      : [],
    country
      ? sql`${ledger.memberId} in (select ${members.id} from ${members} where ${members.counted} and ${members.country} = ${country})`
      : [],
  ].flat();
  return who.length === 0 ? undefined : and(isNewestOfPerson, ...who);
}

const isNewestOfPerson = sql`(${ledger.delta} > 0 and not exists
  (select 1 from ledger later where later.member_id = ${ledger.memberId} and later.id > ${ledger.id}))`;

function withSubscription(where: SQL | undefined): SQL {
  return sql`${ledger.memberId} in (
    select ${stripeCustomers.memberId} from ${subscriptions}
    join ${stripeCustomers} on ${stripeCustomers.id} = ${subscriptions.customerId}
    left join ${prices} on ${prices.id} = ${subscriptions.priceId}
    left join ${products} on ${products.id} = ${subscriptions.productId}
    where ${where})`;
}
