import type { Term } from "@/domain/gift/list-terms";
import type { Locale } from "@/domain/locale";
import type { Plan } from "@/domain/membership/plan";
import { money, priceOf } from "@/domain/membership/price-words";
import { ChoiceCard } from "./choice-card";
import { wordsIn } from "./words/words";

/** Plans as radio cards; the first is chosen, so that the form works with one press. */
export function PlanChoice({ plans, passes, locale }: { plans: Plan[]; passes: Term[]; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <fieldset>
      <legend className="font-sans text-base font-semibold">{words.choosePlan}</legend>
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        {plans.map((plan, index) => (
          <ChoiceCard
            key={plan.priceId}
            name="price"
            value={plan.priceId}
            chosen={index === 0}
            over={plan.interval === "year" ? words.yearly : words.monthly}
            title={priceOf(plan, locale)}
            note={plan.interval === "year" ? words.yearlyNote : words.monthlyNote}
          />
        ))}
        {passes.map((pass) => (
          <ChoiceCard
            key={pass.priceId}
            name="price"
            value={`pass:${pass.priceId}`}
            chosen={false}
            over={words.passTerm(pass.months)}
            title={termPrice(pass, locale)}
            note={words.onceNote}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What a term costs; where the reader chooses, the least of it. */
export function termPrice({ amount, minimum, currency }: Term, locale: Locale): string {
  if (amount !== null) return money(amount, currency, locale);
  return `${money(minimum ?? 0, currency, locale)}+`;
}
