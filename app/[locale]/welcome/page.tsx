import type { Metadata } from "next";
import { cookies } from "next/headers";
import { checkoutCookieName } from "@/app/checkout-cookie";
import { newsroomIn } from "@/app/newsroom";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf, slotsNow } from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { ForgetTyped } from "@/components/forget-typed";
import { GiftCard } from "@/components/gift-card";
import { Share } from "@/components/share";
import { longDay, type Words, wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { errorCode } from "@/domain/errors";
import type { Gift } from "@/domain/gift/read-gift";
import { type Locale, localPath } from "@/domain/locale";
import { readWelcome, type Welcome } from "@/domain/membership/read-welcome";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/welcome">): Promise<Metadata> {
  return { title: wordsIn(localeOf((await params).locale)).welcomeTitle, robots: { index: false } };
}

type Shown = Welcome | { state: "unknown" | "stripe_away" };

export default async function WelcomePage({ params, searchParams }: PageProps<"/[locale]/welcome">) {
  const locale = localeOf((await params).locale);
  const { session_id: id } = await searchParams;
  const { ctx } = getRuntime();
  const sessionId = typeof id === "string" ? id : "";
  const welcome = await tryWelcome(sessionId);
  // The address of this page may be passed on; the code on the card is for the buyer alone.
  const isBuyer = (await cookies()).get(checkoutCookieName())?.value === sessionId;
  const [sections, slots] = await Promise.all([listSections(ctx, locale), slotsNow(locale)]);
  return (
    <ReaderFrame locale={locale} sections={sections}>
      <div className="mx-auto mt-10 max-w-[46rem]">
        {welcome.state === "paid" ? (
          <Paid memberNumber={welcome.memberNumber} locale={locale} siteUrl={ctx.settings.siteUrl} />
        ) : welcome.state === "given" ? (
          <Given
            gift={isBuyer ? welcome.gift : null}
            locale={locale}
            siteUrl={ctx.settings.siteUrl}
            now={ctx.clock.now()}
          />
        ) : (
          <NotPaid state={welcome.state} locale={locale} />
        )}
        {slots && (
          <div className="no-print mt-12">
            <DriveBanner
              slots={slots}
              locale={locale}
              attribution={{ section: "welcome" }}
              asksToJoin={welcome.state !== "paid"}
            />
          </div>
        )}
      </div>
    </ReaderFrame>
  );

  async function tryWelcome(sessionId: string): Promise<Shown> {
    try {
      return await readWelcome(ctx, sessionId);
    } catch (error) {
      const code = errorCode(error);
      if (code === "session_not_found") return { state: "unknown" };
      if (code === "stripe_unavailable") return { state: "stripe_away" };
      throw error;
    }
  }
}

function Paid({
  memberNumber,
  locale,
  siteUrl,
}: {
  memberNumber: number | null;
  locale: Locale;
  siteUrl: string;
}) {
  const words = wordsIn(locale);
  const newsroom = newsroomIn(locale).name;
  const number = memberNumber === null ? null : new Intl.NumberFormat(locale).format(memberNumber);
  return (
    <>
      <h1 className="text-[clamp(2.6rem,7vw,4.5rem)] leading-none font-[650] tracking-[-0.02em]">
        {words.welcomeTitle}
      </h1>
      <p className="mt-5 border-s-4 border-joy ps-5 text-[clamp(1.5rem,4vw,2.25rem)] leading-tight font-[560] tabular-nums">
        {number ? words.withYou(number) : words.welcomeFree}
      </p>
      <p className="mt-6 text-xl" role="status">
        {words.paidClose}
      </p>
      <p className="mt-6 flex flex-wrap gap-x-6 font-sans">
        <a className="target" href={localPath(locale, "/account")}>
          {words.manage}
        </a>
        <a className="target" href={localPath(locale, "/gift")}>
          {words.gift}
        </a>
      </p>
      {number && <Share newsroom={newsroom} number={number} locale={locale} siteUrl={siteUrl} />}
    </>
  );
}

function Given({
  gift,
  locale,
  siteUrl,
  now,
}: {
  gift: Gift | null;
  locale: Locale;
  siteUrl: string;
  now: Date;
}) {
  const words = wordsIn(locale);
  return (
    <>
      <div className="no-print">
        <h1 className="text-[clamp(2.6rem,7vw,4.5rem)] leading-none font-[650] tracking-[-0.02em]">
          {words.welcomeTitle}
        </h1>
        <p className="mt-6 text-xl" role="status">
          {words.giftPaid}
        </p>
        {gift?.isMailed && (
          <p className="mt-3 text-xl">
            {gift.startsAt > now
              ? words.giftLater(longDay(gift.startsAt, locale, gift.timezone))
              : words.giftSoon}
          </p>
        )}
        <ForgetTyped />
        <p className="mt-3 font-sans text-soft">{gift ? words.printCard : words.giftOtherBrowser}</p>
      </div>
      {gift && (
        <GiftCard
          newsroom={newsroomIn(locale).name}
          gift={gift}
          locale={locale}
          redeemAt={`${siteUrl}${localPath(locale, "/redeem")}`}
        />
      )}
    </>
  );
}

const SENTENCE = {
  processing: "processing",
  unpaid: "unpaid",
  expired: "expired",
  unknown: "unknownSession",
  stripe_away: "stripeAwayWelcome",
} as const satisfies Record<Exclude<Shown["state"], "paid" | "given">, keyof Words>;

function NotPaid({ state, locale }: { state: Exclude<Shown["state"], "paid" | "given">; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <>
      <h1 className="text-3xl leading-tight font-[620] text-balance">{words[SENTENCE[state]]}</h1>
      {state !== "processing" && state !== "stripe_away" && (
        <p className="mt-6">
          <a className="button" href={localPath(locale, "/join")}>
            {words.tryAgain}
          </a>
        </p>
      )}
    </>
  );
}
