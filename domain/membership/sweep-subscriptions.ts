import type { Ctx } from "@/domain/context";
import { answeredAt, SUBSCRIPTION_PARTS, subscriptionFacts } from "./ask-stripe";
import type { Fact } from "./facts";

/** What a page says of one subscription, its customer and latest invoice included. */
export interface Swept {
  id: string;
  facts: Fact[];
}

/** Reads every subscription of the account, the newest first, a page of 100 at a time. */
export async function* sweepSubscriptions(ctx: Ctx): AsyncGenerator<Swept[]> {
  let after: string | undefined;
  do {
    const page = await ctx.stripe.subscriptions.list({
      status: "all",
      limit: 100,
      expand: ["data.customer", ...SUBSCRIPTION_PARTS.map((part) => `data.${part}`)],
      ...(after && { starting_after: after }),
    });
    const at = answeredAt(page);
    yield page.data.map((subscription) => ({
      id: subscription.id,
      facts: subscriptionFacts(ctx, subscription, { kind: "fetch", cause: "settle" }, at),
    }));
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after);
}
