import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ReaderFrame } from "@/app/reader-frame";
import { localeOf } from "@/app/reader-page";
import { wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import { localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

export async function generateMetadata({ params }: PageProps<"/[locale]/account">): Promise<Metadata> {
  return { title: wordsIn(localeOf((await params).locale)).accountTitle };
}

export default async function AccountPage({ params, searchParams }: PageProps<"/[locale]/account">) {
  const locale = localeOf((await params).locale);
  const { problem, back } = await searchParams;
  const { ctx } = getRuntime();
  if (ctx.settings.accountUrl) redirect(ctx.settings.accountUrl);
  const sections = await listSections(ctx, locale);
  const words = wordsIn(locale);
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/account">
      <div className="mx-auto mt-10 max-w-[46rem]">
        <h1 className="text-[clamp(2.2rem,6vw,3rem)] font-[640] tracking-[-0.02em]">{words.accountTitle}</h1>
        <p className="mt-4 text-xl leading-snug text-soft">{words.accountLead}</p>
        {problem && (
          <p role="status" className="mt-6 border-s-2 border-joy ps-4 font-sans">
            {words.accountAway}
          </p>
        )}
        {back && (
          <p role="status" className="mt-6 border-s-2 border-joy ps-4 font-sans">
            {words.accountBack}
          </p>
        )}
        <form method="post" action={localPath(locale, "/account/portal")} className="mt-8">
          <button className="button" type="submit">
            {words.openAccount}
          </button>
        </form>
        <p className="mt-4 font-sans text-sm text-soft">{words.accountMail}</p>
        <dl className="mt-10 max-w-[66ch] border-t border-rule">
          {words.accountAnswers.map(([question, answer]) => (
            <div key={question} className="border-b border-rule py-4">
              <dt className="text-xl font-semibold">{question}</dt>
              <dd className="mt-1 text-lg leading-snug">{answer}</dd>
            </div>
          ))}
        </dl>
      </div>
    </ReaderFrame>
  );
}
