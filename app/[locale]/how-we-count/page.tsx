import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ReaderFrame } from "@/app/reader-frame";
import { documentSlots, localeOf, newsroomTimezone, pageMetadata } from "@/app/reader-page";
import { DriveBanner } from "@/components/drive-banner";
import { Moment } from "@/components/moment";
import { longDay, wordsIn } from "@/components/words/words";
import { listSections } from "@/domain/article/read-articles";
import {
  type Correction,
  listCorrections,
  listTermChanges,
  type TermChange,
} from "@/domain/drive/list-corrections";
import type { SlotValues } from "@/domain/drive/slots";
import { LOCALES, type Locale, localized } from "@/domain/locale";
import { POLICY_VERSION } from "@/domain/membership/counting-policy";
import { listPublicSources, type PublicSource } from "@/domain/source/list-sources";
import { getRuntime } from "@/runtime";

const KINDS = ["subscriptions", "gifts", "passes", "sources"] as const;

export async function generateMetadata({ params }: PageProps<"/[locale]/how-we-count">): Promise<Metadata> {
  const locale = localeOf((await params).locale);
  const words = wordsIn(locale);
  return pageMetadata({
    locale,
    locales: LOCALES,
    path: "/how-we-count",
    title: words.howWeCount,
    description: words.countLead,
  });
}

export default async function HowWeCountPage({ params }: PageProps<"/[locale]/how-we-count">) {
  const locale = localeOf((await params).locale);
  const { ctx } = getRuntime();
  const [sections, corrections, changes, sources] = await Promise.all([
    listSections(ctx, locale),
    listCorrections(ctx),
    listTermChanges(ctx),
    listPublicSources(ctx),
  ]);
  const words = wordsIn(locale);
  const slots = documentSlots();
  return (
    <ReaderFrame locale={locale} sections={sections} otherPath="/how-we-count">
      <div className="mx-auto mt-6 max-w-[46rem]">
        <h1 className="text-5xl leading-tight font-[640] tracking-[-0.02em]">{words.howWeCount}</h1>
        <p className="mt-4 mb-8 text-xl leading-snug text-soft">{words.countLead}</p>
        <DriveBanner slots={slots} locale={locale} attribution={{ section: "how-we-count" }} />
        <Breakdown slots={slots} locale={locale} />
        <Sources sources={sources} locale={locale} />
        <h2 className="mt-12 text-3xl font-[620]">{words.policyTitle(POLICY_VERSION)}</h2>
        <ol className="mt-4 divide-y divide-rule border-y border-rule">
          {words.policy.map(([rule, text]) => (
            <li key={rule} className="grid gap-x-6 gap-y-1 py-4 md:grid-cols-[13rem_1fr]">
              <h3 className="text-lg leading-snug font-[620]">{rule}</h3>
              <p className="text-lg leading-normal text-soft">{text}</p>
            </li>
          ))}
        </ol>
        <h2 className="mt-12 text-3xl font-[620]">{words.correctionsTitle}</h2>
        <Corrections corrections={corrections} locale={locale} />
        {changes.length > 0 && (
          <>
            <h2 className="mt-12 text-3xl font-[620]">{words.termsTitle}</h2>
            <TermChanges changes={changes} locale={locale} />
          </>
        )}
      </div>
    </ReaderFrame>
  );
}

function Breakdown({ slots, locale }: { slots: SlotValues; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <section className="mt-8 font-sans">
      <h2 className="font-semibold">
        {words.now} <span className="font-normal text-soft">· {slots.verified}</span>
      </h2>
      <dl className="mt-2 tabular-nums">
        {KINDS.map((kind) => (
          <div key={kind} className="flex justify-between border-t border-rule py-2">
            <dt>{words.kinds[kind]}</dt>
            <dd>{slots[kind]}</dd>
          </div>
        ))}
        <div className="flex justify-between border-t-2 border-ink py-2 font-semibold">
          <dt>{words.total}</dt>
          <dd>{slots.count}</dd>
        </div>
      </dl>
    </section>
  );
}

function Sources({ sources, locale }: { sources: PublicSource[]; locale: Locale }) {
  if (sources.length === 0) return null;
  const words = wordsIn(locale);
  const number = new Intl.NumberFormat(locale);
  return (
    <section className="mt-6 font-sans">
      <h2 className="font-semibold">{words.kinds.sources}</h2>
      <dl className="mt-2 tabular-nums">
        {sources.map((source) => (
          <div key={source.name} className="flex justify-between gap-4 border-t border-rule py-2">
            <dt className="wrap-anywhere">
              {source.name}{" "}
              <span className="text-soft">
                · {words.asOf} {longDay(source.asOf, locale, newsroomTimezone())}
                {source.mayOverlap ? ` · ${words.mayOverlap}` : ""}
              </span>
            </dt>
            <dd>{number.format(source.counted)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Corrections({ corrections, locale }: { corrections: Correction[]; locale: Locale }) {
  const words = wordsIn(locale);
  if (corrections.length === 0) return <p className="mt-3 text-lg text-soft">{words.noCorrections}</p>;
  const number = new Intl.NumberFormat(locale);
  return (
    <ChangeTable heads={[words.when, words.before, words.after, words.why]}>
      {corrections.map((correction) => (
        <tr key={correction.at.toISOString()} className="border-b border-rule align-top">
          <td className="py-2 pe-3">
            <Moment at={correction.at.toISOString()} locale={locale} timezone={newsroomTimezone()} />
          </td>
          <td className="py-2 pe-3">{number.format(correction.before)}</td>
          <td className="py-2 pe-3">{number.format(correction.after)}</td>
          <td className="py-2">{correction.reason ?? words.correctionCauses[correction.cause]}</td>
        </tr>
      ))}
    </ChangeTable>
  );
}

function TermChanges({ changes, locale }: { changes: TermChange[]; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <ChangeTable heads={[words.when, words.what, words.before, words.after, words.why]}>
      {changes.map((change) => (
        <tr key={`${change.at.toISOString()} ${change.term}`} className="border-b border-rule align-top">
          <td className="py-2 pe-3">
            <Moment at={change.at.toISOString()} locale={locale} timezone={change.timezone} />
          </td>
          <td className="py-2 pe-3">
            {localized(change.drive, locale)}: {words.terms[change.term]}
          </td>
          <td className="py-2 pe-3">{termValue(change, change.before, locale)}</td>
          <td className="py-2 pe-3">{termValue(change, change.after, locale)}</td>
          <td className="py-2">{change.reason}</td>
        </tr>
      ))}
    </ChangeTable>
  );
}

function termValue({ term, timezone }: TermChange, value: TermChange["before"], locale: Locale): ReactNode {
  if (value === null) return "–";
  if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
  if (term === "counting") return wordsIn(locale).countingWays[value === "new" ? "new" : "total"];
  return <Moment at={value} locale={locale} timezone={timezone} />;
}

function ChangeTable({ heads, children }: { heads: readonly string[]; children: ReactNode }) {
  return (
    <div className="overflow-x-auto">
      <table className="mt-4 w-full border-collapse text-start font-sans tabular-nums">
        <thead>
          <tr className="border-b-2 border-ink">
            {heads.map((head) => (
              <th key={head} scope="col" className="py-2 pe-3 font-medium text-soft">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
