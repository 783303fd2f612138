import { inArray, lt } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { DomainError } from "@/domain/errors";
import { answerFromStripe, SubjectUnknownError } from "@/domain/membership/ask-stripe";
import type { Fact } from "@/domain/membership/facts";
import { isFinalStatus } from "@/domain/membership/subscription-status";
import type { SubscriptionRow } from "@/domain/membership/working-set";
import type { Comparison, Found } from "./compare-page";
import { figure } from "./tell";

/** More than this many, and this share, can hardly be mistakes of ours: then the key is another account's. */
const MAY_BE_UNKNOWN = 20;
const MAY_BE_UNKNOWN_SHARE = 0.1;

/**
 * Subscriptions we hold that Stripe did not list: each is asked for by itself. What Stripe does not know nobody pays,
 * so it ends. Throws conflict when so many are unknown that this must be another account.
 */
export async function findUnlisted(
  { ctx, origin }: Comparison,
  seen: ReadonlySet<string>,
  startedAt: Date,
): Promise<Found[]> {
  const held = await ctx.db
    .select({ id: subscriptions.id, status: subscriptions.status })
    .from(subscriptions)
    .where(lt(subscriptions.appliedAt, startedAt));
  const unlisted = held.filter(({ id, status }) => !seen.has(id) && !isFinalStatus(status));
  if (unlisted.length > MAY_BE_UNKNOWN && unlisted.length > held.length * MAY_BE_UNKNOWN_SHARE) {
    throw new DomainError(
      "conflict",
      `${figure(unlisted.length)} of ${figure(held.length)} subscriptions held here are not in this Stripe account. Is STRIPE_SECRET_KEY the key of the same account? Nothing of them was changed.`,
    );
  }
  const found: Found[] = [];
  for (const { id } of unlisted) {
    try {
      const facts = await answerFromStripe(ctx, "subscription", id);
      found.push({
        difference: { kind: "changed", subject: id, detail: "Stripe did not list it, but knows it" },
        facts: facts.map((fact) => ({ ...fact, origin })),
      });
    } catch (error) {
      if (!(error instanceof SubjectUnknownError)) throw error;
      const [row] = await ctx.db
        .select()
        .from(subscriptions)
        .where(inArray(subscriptions.id, [id]));
      if (row) {
        found.push({
          difference: { kind: "unknown_to_stripe", subject: id, detail: `was held as ${row.status}` },
          facts: [ended(row, origin, startedAt)],
        });
      }
    }
  }
  return found;
}

function ended(row: SubscriptionRow, origin: Fact["origin"], at: Date): Fact {
  const state = {
    ...row,
    status: "canceled" as const,
    endedAt: at,
    latestInvoicePaid: null,
    needsFetch: false,
  };
  return { kind: "subscription", origin, at, created: false, state };
}
