import type { Gift } from "@/domain/gift/read-gift";
import type { Locale } from "@/domain/locale";
import { longDay, wordsIn } from "./words/words";

interface GiftCardProps {
  newsroom: string;
  gift: Gift;
  locale: Locale;
  /** Where its code is entered. */
  redeemAt: string;
}

/** A gift's card, on screen and alone on the printed page. */
export function GiftCard({ newsroom, gift, locale, redeemAt }: GiftCardProps) {
  const words = wordsIn(locale);
  const day = (at: Date) => longDay(at, locale, gift.timezone);
  const { to, from, message } = gift.card;
  return (
    <section
      aria-label={words.giftCardTitle(newsroom)}
      className="print-alone mt-8 border border-rule bg-raised p-[clamp(1.25rem,5vw,2.5rem)] wrap-anywhere"
    >
      <p className="border-b-2 border-ink pb-3 text-2xl leading-none font-[640] tracking-[-0.015em]">
        {newsroom}
      </p>
      <p className="mt-6 text-[clamp(1.6rem,4vw,2.3rem)] leading-tight font-[620] text-balance">
        {words.giftCardTitle(newsroom)}
      </p>
      {to && <p className="mt-3 text-xl">{words.giftCardTo(to)}</p>}
      {message && (
        <p className="mt-4 max-w-prose border-l-4 border-joy pl-4 text-xl leading-snug whitespace-pre-line italic">
          {message}
        </p>
      )}
      {from && <p className="mt-4 text-xl">{words.giftCardFrom(from)}</p>}
      <dl className="mt-7 grid gap-x-10 gap-y-4 border-t border-rule pt-5 font-sans sm:grid-cols-[auto_1fr]">
        <div>
          <dt className="text-sm text-soft">{words.giftCode}</dt>
          <dd className="text-xl font-semibold tracking-wide tabular-nums">{gift.code}</dd>
        </div>
        <div>
          <dt className="text-sm text-soft">{words.giftTermDates(day(gift.startsAt), day(gift.endsAt))}</dt>
          <dd className="text-base break-words">{words.giftRedeemAt(redeemAt)}</dd>
        </div>
      </dl>
    </section>
  );
}
