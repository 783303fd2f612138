import type { Metadata } from "next";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf, newsroomTimezone } from "@/app/reader-page";
import { Field } from "@/components/field";
import { longDay, wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { type Locale, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/redeem">): Promise<Metadata> {
  return { title: wordsIn(localeOf((await params).locale)).redeemTitle, robots: { index: false } };
}

export default async function RedeemPage({ params, searchParams }: PageProps<"/[locale]/redeem">) {
  const locale = localeOf((await params).locale);
  const query = await searchParams;
  const sections = await listSections(getRuntime().ctx, locale);
  const words = wordsIn(locale);
  const done = doneOf(query, locale);
  const problem = typeof query.problem === "string" ? words.redeemProblems[query.problem] : undefined;
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/redeem">
      <div className="mx-auto mt-10 max-w-[34rem]">
        <h1 className="text-[clamp(2.2rem,5vw,3.4rem)] leading-[1.05] font-[650] tracking-[-0.02em]">
          {words.redeemTitle}
        </h1>
        {done ? (
          <p role="status" className="mt-6 border-l-4 border-joy pl-5 text-2xl leading-tight font-[560]">
            {words.redeemDone(done.from, done.until)}
          </p>
        ) : (
          <>
            <p className="mt-4 text-xl leading-snug text-soft">{words.redeemLead}</p>
            {problem && (
              <p role="status" className="mt-6 border-l-2 border-joy pl-4 font-sans">
                {problem}
              </p>
            )}
            <form method="post" action={localPath(locale, "/redeem/accept")} className="mt-8 grid gap-6">
              <Field
                name="code"
                label={words.redeemCode}
                required
                maxLength={60}
                autoComplete="off"
                defaultValue={typeof query.code === "string" ? query.code.slice(0, 60) : ""}
              />
              <Field
                name="email"
                type="email"
                label={words.redeemEmail}
                required
                maxLength={254}
                autoComplete="email"
              />
              <button className="button w-full sm:w-fit" type="submit">
                {words.redeemButton}
              </button>
            </form>
          </>
        )}
      </div>
    </ReaderFrame>
  );
}

function doneOf(
  { from, until }: Record<string, string | string[] | undefined>,
  locale: Locale,
): { from: string; until: string } | null {
  if (typeof from !== "string" || typeof until !== "string") return null;
  const days = [new Date(from), new Date(until)];
  if (days.some((day) => Number.isNaN(day.getTime()))) return null;
  const [first = "", last = ""] = days.map((day) => longDay(day, locale, newsroomTimezone()));
  return { from: first, until: last };
}
