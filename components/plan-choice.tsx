import type { Term } from "@/domain/gift/list-terms";
import type { Locale } from "@/domain/locale";
import type { JoinOffer } from "@/domain/membership/list-plans";
import type { Plan } from "@/domain/membership/plan";
import { money, perInterval, priceOf, typedMoney } from "@/domain/membership/price-words";
import { ChoiceCard } from "./choice-card";
import { OwnAmountField } from "./own-amount-field";
import { type Words, wordsIn } from "./words/words";

type OwnAmountOffer = JoinOffer["ownAmounts"][number];

/** What a form that was refused had in it. */
export interface RefusedChoice {
  /** The value of the card that was chosen. */
  chosen: string;
  /** The amount typed beside it. */
  amount: string;
}

interface PlanChoiceProps {
  offer: JoinOffer;
  passes: Term[];
  locale: Locale;
  refused: RefusedChoice | null;
}

/** Plans as radio cards; one is chosen, so that the form works with one press. */
export function PlanChoice({ offer, passes, locale, refused }: PlanChoiceProps) {
  const words = wordsIn(locale);
  const { plans, ownAmounts } = offer;
  const suggested = plans.find((plan) => plan.priceId === offer.suggestedPriceId);
  const chosen = chosenAmong(offer, passes, refused) ?? (suggested ?? plans[0])?.priceId;
  return (
    <fieldset>
      <legend className="font-sans text-base font-semibold">{words.choosePlan}</legend>
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        {plans.map((plan) => (
          <ChoiceCard
            key={plan.priceId}
            name="price"
            value={plan.priceId}
            chosen={plan.priceId === chosen}
            over={overOf(plan, plan === suggested, words)}
            title={priceOf(plan, locale)}
            note={plan.interval === "year" ? words.yearlyNote : words.monthlyNote}
          />
        ))}
        {ownAmounts.map((own) => (
          <OwnAmount
            key={`${own.productId} ${own.interval}`}
            own={own}
            locale={locale}
            chosen={chosen}
            typed={refused?.amount}
          />
        ))}
        {passes.map((pass) => (
          <ChoiceCard
            key={pass.priceId}
            name="price"
            value={passChoice(pass)}
            chosen={passChoice(pass) === chosen}
            over={words.passTerm(pass.months)}
            title={termPrice(pass, locale)}
            note={words.onceNote}
          />
        ))}
      </div>
    </fieldset>
  );
}

const passChoice = (pass: Term) => `pass:${pass.priceId}`;
const ownChoice = ({ productId, interval }: OwnAmountOffer) => `own:${productId}:${interval}`;
const pressedChoice = (own: OwnAmountOffer, amount: number) =>
  `${ownChoice(own)}:${typedMoney(amount, own.currency)}`;

/** What was chosen before the form was refused, where it is still offered. */
function chosenAmong(
  { plans, ownAmounts }: JoinOffer,
  passes: Term[],
  refused: RefusedChoice | null,
): string | undefined {
  const offered = [
    ...plans.map((plan) => plan.priceId),
    ...ownAmounts.flatMap((own) => [
      ownChoice(own),
      ...own.suggestions.map((amount) => pressedChoice(own, amount)),
    ]),
    ...passes.map(passChoice),
  ];
  return offered.find((choice) => choice === refused?.chosen);
}

function overOf({ interval }: Plan, isSuggested: boolean, words: Words): string {
  const often = interval === "year" ? words.yearly : words.monthly;
  return isSuggested ? `${often} · ${words.suggested}` : often;
}

/** Amounts to press, and one to type, above the minimum; the server checks it again. */
function OwnAmount({
  own,
  locale,
  chosen,
  typed,
}: {
  own: OwnAmountOffer;
  locale: Locale;
  chosen: string | undefined;
  typed: string | undefined;
}) {
  const words = wordsIn(locale);
  const { productId, interval, currency } = own;
  const choice = ownChoice(own);
  const often = interval === "year" ? words.yearly : words.monthly;
  const per = perInterval(interval, locale);
  return (
    <>
      {own.suggestions.map((amount) => (
        <ChoiceCard
          key={amount}
          name="price"
          value={pressedChoice(own, amount)}
          chosen={pressedChoice(own, amount) === chosen}
          over={often}
          title={`${money(amount, currency, locale)} ${per}`}
          note={words.monthlyNote}
        />
      ))}
      <div className="sm:col-span-2">
        <ChoiceCard
          name="price"
          value={choice}
          chosen={choice === chosen}
          over={often}
          title={words.ownAmount}
          note={words.ownAmountNote(`${money(own.minimum, currency, locale)} ${per}`)}
        />
        <OwnAmountField
          choice={choice}
          name={`amount:${productId}:${interval}`}
          label={words.ownAmountLabel(per, currency.toUpperCase())}
          typed={choice === chosen ? typed : undefined}
        />
      </div>
    </>
  );
}

/** What a term costs; where the reader chooses, the least of it. */
export function termPrice({ amount, minimum, currency }: Term, locale: Locale): string {
  if (amount !== null) return money(amount, currency, locale);
  return `${money(minimum ?? 0, currency, locale)}+`;
}
