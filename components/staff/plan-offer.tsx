import { currenciesOf, plansIn } from "@/domain/membership/plan";
import { money, perInterval, priceOf, typedMoney } from "@/domain/membership/price-words";
import type { PlanChoice } from "@/domain/staff/manage-plans";
import { Choice, Field, Part, SendByEditor } from "./forms";

/** What the join page offers: plans and their order, the suggested one, amounts that readers choose. */
export function PlanOffer({
  choice,
  mayChange,
  joinUrl,
}: {
  choice: PlanChoice;
  mayChange: boolean;
  joinUrl: string | null;
}) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        Prices of the products that count, as Stripe sells them. What is chosen here shows on the{" "}
        <a href={joinUrl ?? "/join"} className="underline underline-offset-4">
          join page
        </a>{" "}
        at once, and its least in every banner’s “from”.
      </p>
      <States choice={choice} joinUrl={joinUrl} />
      {choice.plans.length === 0 ? (
        <p className="mt-6 text-soft">
          None yet. They stand here once Stripe’s prices have been read and a product counts.
        </p>
      ) : (
        <form method="post" action="/staff/plans/choose" className="mt-2">
          <fieldset disabled={!mayChange}>
            <legend className="sr-only">Plans on offer</legend>
            <input type="hidden" name="revision" value={choice.revision} />
            <Plans choice={choice} />
            <OwnAmounts places={choice.places} />
            <div className="mt-6">
              <SendByEditor mayChange={mayChange}>Offer these</SendByEditor>
            </div>
          </fieldset>
        </form>
      )}
    </>
  );
}

function States({ choice, joinUrl }: { choice: PlanChoice; joinUrl: string | null }) {
  const states = [
    joinUrl && "Memberships are sold on the newsroom’s own page (JOIN_URL), so readers do not see ours.",
    !choice.isChosen && "Nobody has chosen yet: every plan is offered, cheapest first.",
    choice.gone > 0 && `Stripe no longer sells ${choice.gone} of the chosen plans; readers do not see them.`,
    choice.isChosen &&
      choice.plans.every(({ place }) => place === null) &&
      "None of the chosen plans is sold any more, so every plan is offered until you choose again.",
  ].filter((words) => typeof words === "string");
  return states.map((words) => (
    <p key={words} className="mt-3 max-w-[66ch] border-l-4 border-rule pl-4">
      {words}
    </p>
  ));
}

function Plans({ choice: { plans, suggestedPriceId } }: { choice: PlanChoice }) {
  const places = [["", "not offered"], ...plans.map((_, n) => [`${n + 1}`, `${n + 1}`])] as [
    string,
    string,
  ][];
  return (
    <Part id="plans" title="Plans">
      <p className="mt-1 max-w-[66ch] text-soft">
        Give each plan its place; with no places given every plan is offered, cheapest first.
      </p>
      <ul className="mt-4">
        {plans.map((plan) => {
          const prices = currenciesOf([plan]).flatMap((currency) => plansIn([plan], currency));
          return (
            <li
              key={plan.priceId}
              className="grid items-end gap-x-8 gap-y-2 border-t border-rule py-3 md:grid-cols-[minmax(0,36rem)_10rem_auto]"
            >
              <div>
                <input type="hidden" name="price" value={plan.priceId} />
                <p className="font-serif text-xl font-semibold">
                  {prices.map((price) => priceOf(price, "en")).join(", ")}
                </p>
                <p className="text-sm text-soft">
                  {plan.name} <code className="break-all">{plan.lookupKey ?? plan.priceId}</code>
                </p>
              </div>
              <Choice
                label={`Place of ${priceOf(plan, "en")}`}
                name={`place:${plan.priceId}`}
                options={places}
                defaultValue={plan.place === null ? "" : `${plan.place}`}
              />
              <Suggest value={plan.priceId} label="Suggest it" isChosen={plan.priceId === suggestedPriceId} />
            </li>
          );
        })}
      </ul>
      <Suggest
        value=""
        label="Suggest none: the first is chosen already"
        isChosen={suggestedPriceId === null}
      />
    </Part>
  );
}

function Suggest({ value, label, isChosen }: { value: string; label: string; isChosen: boolean }) {
  return (
    <label className="flex items-center gap-3 py-2.5">
      <input
        type="radio"
        name="suggested"
        value={value}
        defaultChecked={isChosen}
        className="size-5 flex-none accent-[var(--accent)]"
      />
      {label}
    </label>
  );
}

function OwnAmounts({ places }: { places: PlanChoice["places"] }) {
  return (
    <Part id="own" title="Readers choose the amount">
      <p className="mt-1 max-w-[66ch] text-soft">
        With a minimum, readers may pay any amount from it on. Suggestions are amounts to press, at most four,
        with spaces between. Leave the minimum empty not to offer it.
      </p>
      <ul className="mt-4">
        {places.map(({ productId, name, interval, currency, minimum, suggestions = [] }) => {
          const key = `${productId}:${interval}:${currency}`;
          const what = `${currency.toUpperCase()} ${perInterval(interval, "en")}`;
          return (
            <li key={key} className="grid items-end gap-x-8 gap-y-2 border-t border-rule py-3 md:grid-cols-3">
              <div>
                <input type="hidden" name="own" value={key} />
                <p className="font-serif text-xl font-semibold">{what}</p>
                <p className="text-sm text-soft">
                  {name}
                  {minimum !== undefined && `, from ${money(minimum, currency, "en")}`}
                </p>
              </div>
              <Field
                label={`Minimum, ${what}`}
                name={`minimum:${key}`}
                inputMode="decimal"
                maxLength={11}
                autoComplete="off"
                defaultValue={minimum === undefined ? "" : typedMoney(minimum, currency)}
              />
              <Field
                label={`Suggestions, ${what}`}
                name={`suggestions:${key}`}
                maxLength={60}
                autoComplete="off"
                defaultValue={suggestions.map((each) => typedMoney(each, currency)).join(" ")}
              />
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
