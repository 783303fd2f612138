import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf, slotsNow } from "@/app/reader-page";
import { ChoicePage } from "@/components/choice-page";
import { PlanChoice, type RefusedChoice } from "@/components/plan-choice";
import { type Words, wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { creditHost } from "@/domain/embed/credit-host";
import { listTerms } from "@/domain/gift/list-terms";
import { type Locale, localPath } from "@/domain/locale";
import { readOffer } from "@/domain/membership/list-plans";
import { currenciesOf, plansIn } from "@/domain/membership/plan";
import { getRuntime } from "@/runtime";

const ATTRIBUTION = ["article", "section", "place"] as const;
/** What a link on the page takes along: where the reader came from, and the embedding site. */
const CARRIED = [...ATTRIBUTION, "via"] as const;

export async function generateMetadata({ params }: PageProps<"/[locale]/join">): Promise<Metadata> {
  return { title: wordsIn(localeOf((await params).locale)).become };
}

export default async function JoinPage({ params, searchParams }: PageProps<"/[locale]/join">) {
  const locale = localeOf((await params).locale);
  const query = await searchParams;
  const { ctx } = getRuntime();
  if (ctx.settings.joinUrl) redirect(ctx.settings.joinUrl);
  const [sections, offer, terms, slots] = await Promise.all([
    listSections(ctx, locale),
    readOffer(ctx),
    listTerms(ctx, "pass"),
    slotsNow(locale),
  ]);
  const every = offer.plans;
  const currencies = currenciesOf(every);
  const currency = currencies.find((known) => known === query.currency) ?? every[0]?.currency ?? "";
  const plans = plansIn(every, currency);
  const ownAmounts = offer.ownAmounts.filter((own) => own.currency === currency);
  const passes = terms.filter((term) => term.currency === currency);
  const words = wordsIn(locale);
  const notice = noticeOf(query, words);
  const embedHost = await creditHost(ctx, typeof query.via === "string" ? query.via : undefined);
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/join">
      <ChoicePage title={words.joinTitle} lead={words.joinLead} notice={notice} slots={slots} locale={locale}>
        {currencies.length > 1 && (
          <CurrencyChoice currencies={currencies} chosen={currency} query={query} locale={locale} />
        )}
        {plans.length === 0 ? (
          <p className="mt-8 text-lg">{words.noPlans}</p>
        ) : (
          <form method="post" action={localPath(locale, "/join/checkout")} className="mt-8">
            <input type="hidden" name="attempt" value={randomUUID()} />
            {ATTRIBUTION.map((key) =>
              typeof query[key] === "string" ? (
                <input key={key} type="hidden" name={key} value={query[key]} />
              ) : null,
            )}
            {embedHost && <input type="hidden" name="embed" value={embedHost} />}
            <input type="hidden" name="currency" value={currency} />
            <PlanChoice
              offer={{ ...offer, plans, ownAmounts }}
              passes={passes}
              locale={locale}
              refused={refusedOf(query)}
            />
            <button className="button mt-6 w-full sm:w-auto" type="submit">
              {words.continueToPayment}
            </button>
            <p className="mt-3 font-sans text-sm text-soft">{words.paymentNote}</p>
            {embedHost && <p className="mt-2 font-sans text-sm text-soft">{words.creditedTo(embedHost)}</p>}
          </form>
        )}
      </ChoicePage>
    </ReaderFrame>
  );
}

/** Currencies as plain links: the choice is visible, and works without a script. */
function CurrencyChoice({
  currencies,
  chosen,
  query,
  locale,
}: {
  currencies: string[];
  chosen: string;
  query: Record<string, string | string[] | undefined>;
  locale: Locale;
}) {
  const credit = CARRIED.flatMap((key) => {
    const value = query[key];
    return typeof value === "string" ? [[key, value]] : [];
  });
  return (
    <nav aria-label={wordsIn(locale).currency} className="mt-6 flex gap-x-5 font-sans text-sm">
      {currencies.map((currency) => (
        <a
          key={currency}
          href={`${localPath(locale, "/join")}?${new URLSearchParams([...credit, ["currency", currency]])}`}
          aria-current={currency === chosen || undefined}
          className="target text-soft underline hover:text-ink aria-[current]:font-bold aria-[current]:text-ink aria-[current]:no-underline"
        >
          {currency.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}

function refusedOf({ chosen, amount }: Record<string, string | string[] | undefined>): RefusedChoice | null {
  if (typeof chosen !== "string") return null;
  return { chosen, amount: typeof amount === "string" ? amount.slice(0, 20) : "" };
}

function noticeOf(query: Record<string, string | string[] | undefined>, words: Words): string | null {
  if (query.back) return words.wentBack;
  if (query.problem === "plan_not_found") return words.planGone;
  if (query.problem === "amount_too_low") return words.amountTooLow;
  if (query.problem === "counter_only") return words.soldElsewhere;
  if (query.problem) return words.stripeAway;
  return null;
}
