import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf, slotsNow } from "@/app/reader-page";
import { ChoiceCard } from "@/components/choice-card";
import { ChoicePage } from "@/components/choice-page";
import { Field } from "@/components/field";
import { KeepGift } from "@/components/keep-gift";
import { termPrice } from "@/components/plan-choice";
import { type Words, wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { listTerms, type Term } from "@/domain/gift/list-terms";
import { firstDays } from "@/domain/gift/order-term";
import { type Locale, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/gift">): Promise<Metadata> {
  return { title: wordsIn(localeOf((await params).locale)).giftTitle };
}

export default async function GiftPage({ params, searchParams }: PageProps<"/[locale]/gift">) {
  const locale = localeOf((await params).locale);
  const query = await searchParams;
  const { ctx } = getRuntime();
  if (ctx.settings.giftUrl) redirect(ctx.settings.giftUrl);
  const [sections, terms, slots] = await Promise.all([
    listSections(ctx, locale),
    listTerms(ctx, "gift"),
    slotsNow(locale),
  ]);
  const words = wordsIn(locale);
  const notice = noticeOf(query, words);
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/gift">
      <ChoicePage title={words.giftTitle} lead={words.giftLead} notice={notice} slots={slots} locale={locale}>
        {terms.length === 0 ? (
          <p className="mt-8 text-lg">{words.noGifts}</p>
        ) : (
          <GiftForm terms={terms} locale={locale} canMail={ctx.settings.canMail} days={firstDays(ctx)} />
        )}
        <p className="mt-8 font-sans">
          <a className="target" href={localPath(locale, "/redeem")}>
            {words.redeemTitle}
          </a>
        </p>
      </ChoicePage>
    </ReaderFrame>
  );
}

function GiftForm({
  terms,
  locale,
  canMail,
  days,
}: {
  terms: Term[];
  locale: Locale;
  canMail: boolean;
  days: { min: string; max: string };
}) {
  const words = wordsIn(locale);
  return (
    <form method="post" action={localPath(locale, "/gift/checkout")} className="mt-8 grid gap-7">
      <input type="hidden" name="attempt" value={randomUUID()} />
      <KeepGift />
      <fieldset>
        <legend className="font-sans text-base font-semibold">{words.giftTerm}</legend>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          {terms.map((term, index) => (
            <ChoiceCard
              key={term.priceId}
              name="price"
              value={term.priceId}
              chosen={index === 0}
              over={words.passTerm(term.months)}
              title={termPrice(term, locale)}
              note={words.onceNote}
            />
          ))}
        </div>
      </fieldset>
      {canMail ? (
        <fieldset>
          <legend className="font-sans text-base font-semibold">{words.giftHow}</legend>
          <div className="mt-2 grid gap-x-8 font-sans sm:flex">
            {(["mail", "card"] as const).map((how) => (
              <label key={how} className="inline-flex min-h-11 cursor-pointer items-center gap-3">
                <input
                  type="radio"
                  name="how"
                  value={how}
                  defaultChecked={how === "mail"}
                  className="size-4 flex-none accent-(--accent)"
                />
                {how === "mail" ? words.giftByMail : words.giftByCard}
              </label>
            ))}
          </div>
          <div className="mt-3">
            <Field
              name="recipient"
              type="email"
              label={words.giftRecipient}
              note={words.giftRecipientNote}
              maxLength={254}
              autoComplete="off"
            />
          </div>
        </fieldset>
      ) : (
        <input type="hidden" name="how" value="card" />
      )}
      <div className="grid gap-6 sm:grid-cols-2">
        <Field name="to" label={words.giftTo} maxLength={80} autoComplete="off" />
        <Field name="from" label={words.giftFrom} maxLength={80} autoComplete="name" />
      </div>
      <Field name="message" label={words.giftMessage} maxLength={600} rows={3} />
      <div className="max-w-64">
        <Field name="startsOn" type="date" label={words.giftStarts} note={words.giftStartsNote} {...days} />
      </div>
      <div>
        <button className="button w-full sm:w-auto" type="submit">
          {words.continueToPayment}
        </button>
        <p className="mt-3 font-sans text-sm text-soft">{words.paymentNote}</p>
      </div>
    </form>
  );
}

function noticeOf(query: Record<string, string | string[] | undefined>, words: Words): string | null {
  if (query.back) return words.wentBack;
  switch (query.problem) {
    case undefined:
      return null;
    case "plan_not_found":
      return words.planGone;
    case "invalid_input":
      return words.giftBadInput;
    case "counter_only":
      return words.soldElsewhere;
    default:
      return words.stripeAway;
  }
}
