import { eq } from "drizzle-orm";
import { z } from "zod";
import { joinOffers, type OwnAmount } from "@/db/schema";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { listPlans } from "@/domain/membership/list-plans";
import { currenciesOf, type Plan } from "@/domain/membership/plan";
import { parseMoney } from "@/domain/membership/price-words";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const MAX_SUGGESTIONS = 4;

/** A product, interval and currency where readers may be let choose their amount. */
export type OwnAmountPlace = Pick<OwnAmount, "productId" | "interval" | "currency"> & { name: string };

export interface PlanChoice {
  /** Every plan that Stripe sells, those on offer first and in their order. */
  plans: (Plan & { place: number | null })[];
  suggestedPriceId: string | null;
  places: (OwnAmountPlace & Partial<Pick<OwnAmount, "minimum" | "suggestions">>)[];
  /** False while nobody chose: then every plan is offered. */
  isChosen: boolean;
  /** Chosen plans that Stripe does not sell any more. */
  gone: number;
  revision: number;
}

const shortText = z.string().trim().max(100);
const choiceSchema = z.object({
  revision: z.coerce.number().int().min(0),
  suggested: shortText.nullish(),
  offered: z
    .array(
      z.object({
        priceId: shortText,
        place: z.union([z.literal(""), z.coerce.number().int().min(1).max(99)]),
      }),
    )
    .max(500),
  own: z
    .array(
      z.object({
        productId: shortText,
        interval: z.enum(["month", "year"]),
        currency: shortText,
        minimum: shortText,
        suggestions: shortText,
      }),
    )
    .max(500),
});

/** What the join page offers, and what it could. Any role. */
export async function readPlanChoice(ctx: Ctx, staff: StaffMember | null): Promise<PlanChoice> {
  requireRole(staff, "viewer");
  const [plans, [chosen]] = await Promise.all([listPlans(ctx), ctx.db.select().from(joinOffers)]);
  const order = chosen?.priceIds ?? [];
  const placed = plans.map((plan) => {
    const index = order.indexOf(plan.priceId);
    return { ...plan, place: index < 0 ? null : index + 1 };
  });
  return {
    plans: placed.sort(
      (a, b) => (a.place ?? Number.POSITIVE_INFINITY) - (b.place ?? Number.POSITIVE_INFINITY) || 0,
    ),
    suggestedPriceId: chosen?.suggestedPriceId ?? null,
    places: placesOf(plans).map((place) => ({
      ...place,
      ...chosen?.ownAmounts.find((own) => isSamePlace(own, place)),
    })),
    isChosen: order.length > 0,
    gone: order.filter((id) => !plans.some((plan) => plan.priceId === id)).length,
    revision: chosen?.revision ?? 0,
  };
}

/**
 * Chooses what the join page offers: plans by their place, the suggested one, and own amounts. Every page shows it from
 * then on. Editors; audited. Throws invalid_input, conflict.
 */
export async function choosePlans(ctx: Ctx, staff: StaffMember | null, input: unknown): Promise<void> {
  requireRole(staff, "editor");
  const given = parseInput(choiceSchema, input);
  const plans = await listPlans(ctx);
  const priceIds = inOrder(given.offered, plans);
  const suggestedPriceId = given.suggested || null;
  if (suggestedPriceId && priceIds.length > 0 && !priceIds.includes(suggestedPriceId))
    throw new DomainError("invalid_input", "The suggested plan has to be one of those on offer.");
  const known = placesOf(plans);
  const ownAmounts = given.own.flatMap((own) => {
    const place = known.find((each) => isSamePlace(own, each));
    if (!place || own.minimum === "") return [];
    return [readOwn(place, own)];
  });
  const next = { priceIds, suggestedPriceId, ownAmounts };
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(joinOffers).for("update");
    const written = {
      ...next,
      revision: given.revision + 1,
      changedBy: staff.email,
      changedAt: ctx.clock.now(),
    };
    const changed =
      (before?.revision ?? 0) === given.revision
        ? await tx
            .insert(joinOffers)
            .values(written)
            .onConflictDoUpdate({
              target: joinOffers.id,
              set: written,
              setWhere: eq(joinOffers.revision, given.revision),
            })
            .returning({ id: joinOffers.id })
        : [];
    if (changed.length === 0)
      throw new DomainError("conflict", "Somebody else changed the plans meanwhile. Look at them again.");
    await raiseContentRevision(tx);
    await recordAudit(tx, staff, {
      action: "plans.chosen",
      subject: "join",
      before: before
        ? {
            priceIds: before.priceIds,
            suggestedPriceId: before.suggestedPriceId,
            ownAmounts: before.ownAmounts,
          }
        : null,
      after: next,
    });
  });
}

function inOrder(offered: z.output<typeof choiceSchema>["offered"], plans: readonly Plan[]): string[] {
  const placed = offered.flatMap(({ priceId, place }) =>
    place !== "" && plans.some((plan) => plan.priceId === priceId) ? [{ priceId, place }] : [],
  );
  // Two with one place keep the order of the form.
  return placed.sort((a, b) => a.place - b.place).map(({ priceId }) => priceId);
}

function readOwn(
  { name, ...place }: OwnAmountPlace,
  typed: { minimum: string; suggestions: string },
): OwnAmount {
  const wrong = (what: string) =>
    new DomainError("invalid_input", `${name}, ${place.currency.toUpperCase()}: ${what}`);
  const minimum = parseMoney(typed.minimum, place.currency);
  if (!minimum) throw wrong(`“${typed.minimum}” is not an amount above zero.`);
  const suggestions = typed.suggestions
    .split(/[\s;]+|,\s+/)
    .filter(Boolean)
    .map((each) => {
      const amount = parseMoney(each.replace(/,$/, ""), place.currency);
      if (amount === null || amount < minimum)
        throw wrong(`the suggestion “${each}” is under the minimum, or no amount.`);
      return amount;
    });
  if (suggestions.length > MAX_SUGGESTIONS) throw wrong(`at most ${MAX_SUGGESTIONS} suggestions.`);
  return { ...place, minimum, suggestions: [...new Set(suggestions)].sort((a, b) => a - b) };
}

/** Where an own amount may be allowed: each membership product's monthly and yearly plans, in their currencies. */
function placesOf(plans: readonly Plan[]): OwnAmountPlace[] {
  const places = new Map<string, OwnAmountPlace>();
  for (const plan of plans) {
    const { productId, name, interval } = plan;
    if (plan.intervalCount !== 1 || (interval !== "month" && interval !== "year")) continue;
    for (const currency of currenciesOf([plan]))
      places.set(`${productId} ${interval} ${currency}`, { productId, name, interval, currency });
  }
  return [...places.values()];
}

function isSamePlace(a: Omit<OwnAmountPlace, "name">, b: Omit<OwnAmountPlace, "name">): boolean {
  return a.productId === b.productId && a.interval === b.interval && a.currency === b.currency;
}
