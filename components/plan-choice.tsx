import type { Locale } from "@/domain/locale";
import type { Plan } from "@/domain/membership/plan";
import { priceOf } from "@/domain/membership/price-words";
import { wordsIn } from "./words/words";

/** Plans as radio cards; the first is chosen, so that the form works with one press. */
export function PlanChoice({ plans, locale }: { plans: Plan[]; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <fieldset>
      <legend className="font-sans text-base font-semibold">{words.choosePlan}</legend>
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        {plans.map((plan, index) => (
          <label
            key={plan.priceId}
            className="relative flex min-h-24 cursor-pointer gap-3 border border-rule bg-raised p-4 has-checked:border-accent has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="price"
              value={plan.priceId}
              defaultChecked={index === 0}
              className="mt-1.5 size-4 flex-none accent-(--accent)"
            />
            <span>
              <span className="block font-sans text-sm font-medium text-soft">
                {plan.interval === "year" ? words.yearly : words.monthly}
              </span>
              <span className="block text-2xl font-[620]">{priceOf(plan, locale)}</span>
              <span className="mt-1 block font-sans text-sm leading-snug text-soft">
                {plan.interval === "year" ? words.yearlyNote : words.monthlyNote}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
