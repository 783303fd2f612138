import type { Ctx } from "@/domain/context";
import type { Origin } from "@/domain/membership/facts";
import { disputeFacts, pageFacts, refundFacts } from "@/domain/repair/account-facts";
import { readDisputes, readRefunds, readSubscriptions } from "@/domain/repair/read-account";
import { counted, everySecond, figure, type Print } from "@/domain/repair/tell";
import { compareLists, type ListComparison } from "./compare-lists";
import { type MemberList, readMemberList } from "./read-member-list";
import { type Summary, summarise, type TalliedSubscription, Tally } from "./tally";

const ORIGIN: Origin = { kind: "fetch", cause: "backfill" };

/** Who would count and who would not, read from Stripe and stored nowhere. */
export async function countAccount(
  ctx: Ctx,
  membershipProducts: ReadonlySet<string>,
  print: Print,
): Promise<TalliedSubscription[]> {
  const tell = everySecond(print);
  const tally = new Tally();
  let read = 0;
  let after: string | null = null;
  for (let more = true; more; ) {
    const page = await readSubscriptions(ctx, { after });
    for (const facts of await pageFacts(ctx, page, ORIGIN)) tally.take(facts);
    read += page.data.length;
    tell(`${counted(read, "subscription")} read…`);
    after = page.data.at(-1)?.id ?? null;
    more = page.hasMore;
  }
  for await (const page of readRefunds(ctx)) tally.takeMoneyBack(refundFacts(ctx, page, ORIGIN));
  for await (const page of readDisputes(ctx)) tally.takeMoneyBack(disputeFacts(ctx, page, ORIGIN));
  return tally.decide(membershipProducts, ctx.clock.now());
}

/** The names of products, as far as the key may read them. */
export async function productNames(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  try {
    const products = await ctx.stripe.products.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
    return new Map(products.map(({ id, name }) => [id, name]));
  } catch (error) {
    ctx.log.warn({ err: error }, "the names of products could not be read");
    return new Map();
  }
}

/** The count as a person reads it, with the difference to another system's list where one was given. */
export function describeCount(
  tallied: readonly TalliedSubscription[],
  membershipProducts: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
  list: MemberList | null,
): string[] {
  const summary = summarise(tallied);
  return [
    ...describeSummary(summary),
    ...describeProducts(summary, membershipProducts, names),
    ...(list ? describeList(list, compareLists(tallied, list), summary.people) : []),
    "Nothing was stored, and nothing in Stripe was changed.",
  ];
}

function describeSummary({ subscriptions, people, doubles, byReason }: Summary): string[] {
  const not = byReason.reduce((sum, { n }) => sum + n, 0);
  return [
    `${counted(people, "member counts", "members count")}; ${counted(not, "subscription does", "subscriptions do")} not.`,
    `${counted(subscriptions, "subscription")} in Stripe:`,
    `  ${column(people)}  count, one a person`,
    ...(doubles > 0 ? [`  ${column(doubles)}  second subscriptions of people counted already`] : []),
    ...byReason.map(({ reason, n }) => `  ${column(n)}  ${REASON_WORDS[reason]}`),
  ];
}

const REASON_WORDS: Record<Summary["byReason"][number]["reason"], string> = {
  other_product: "of products that are not memberships",
  canceled: "canceled",
  expired: "never paid, and expired",
  trialing: "on trial",
  incomplete: "first payment not made yet",
  unpaid: "unpaid",
  paused: "paused, or their collection is",
  ended: "past the end they were set to",
  past_due_too_long: "past due for more than 30 days",
  free: "free, or free after discounts",
  invoice_unpaid: "invoiced, and the first invoice is not paid",
  refunded: "refunded in full",
  dispute_lost: "disputed, and the dispute was lost",
};

function describeProducts(
  { byProduct }: Summary,
  membershipProducts: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): string[] {
  const lines = byProduct.map(({ productId, counting, others }) => {
    const tick = membershipProducts.has(productId) ? "membership" : "not counted";
    return `  ${column(counting + others)}  ${productId} ${names.get(productId) ?? ""} (${tick})`;
  });
  const isAnyTicked = byProduct.some(({ productId }) => membershipProducts.has(productId));
  return [
    "By product:",
    ...lines,
    ...(isAnyTicked || byProduct.length === 0
      ? []
      : [
          "None of these is a membership yet: put the ids of those that are into STRIPE_MEMBERSHIP_PRODUCTS.",
        ]),
  ];
}

function describeList(list: MemberList, by: ListComparison, people: number): string[] {
  const shown = ({ n, examples }: { n: number; examples: string[] }, words: string) =>
    n > 0 ? [`  ${column(n)}  ${words} (such as ${examples.slice(0, 3).join(", ")})`] : [];
  const only = (n: number, words: string) => (n > 0 ? [`  ${column(n)}  ${words}`] : []);
  return [
    `The list has ${counted(list.rows, "row")}, the count ${figure(people)}:`,
    ...only(by.inBoth, "are in both"),
    ...only(list.withoutEmail, "rows have no e-mail address"),
    ...only(list.repeated, "rows repeat an address"),
    ...by.notCounting.flatMap((each) =>
      shown(each, `are listed and do not count: ${REASON_WORDS[each.reason]}`),
    ),
    ...shown(by.notInStripe, "are listed and unknown to Stripe"),
    ...shown(by.onlyHere, "count and are not listed"),
  ];
}

function column(n: number): string {
  return figure(n).padStart(9);
}

/** Reads another system's list for the comparison. */
export function memberListOf(ctx: Ctx, csv: string): MemberList {
  return readMemberList(csv, ctx.settings.emailHashKey);
}
