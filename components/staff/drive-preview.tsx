import { DriveBanner } from "@/components/drive-banner";
import { TheArticle } from "@/components/the-article";
import type { Article } from "@/domain/article/article";
import type { Teaser } from "@/domain/article/read-articles";
import type { Progress } from "@/domain/drive/progress";
import type { SlotValues } from "@/domain/drive/slots";
import type { Locale } from "@/domain/locale";
import type { PreviewMoment } from "@/domain/staff/preview-drive";
import { Choice, Send } from "./forms";

const MOMENTS: readonly (readonly [PreviewMoment, string])[] = [
  ["start", "When it starts"],
  ["now", "Now"],
  ["reached", "When the goal is met"],
  ["ended", "When it has ended"],
];

/** A drive at the head of a real article, as readers would see it; nobody else does. */
export function DrivePreviewPanel(props: {
  slug: string;
  title: string;
  progress: Progress;
  moment: PreviewMoment;
  locale: Locale;
  articles: readonly Teaser[];
  article: Article | null;
  slots: SlotValues;
}) {
  const { slug, title, progress, moment, locale, articles, article, slots } = props;
  return (
    <main id="content">
      <section
        aria-label="What is previewed"
        className="mx-auto max-w-[96rem] border-b-4 border-double border-ink px-5 pb-6 md:px-10"
      >
        <div className="border-t-4 border-double border-ink pt-5">
          <p className="font-serif text-3xl font-semibold">{`Preview: ${title}`}</p>
          <form
            method="get"
            action={`/staff/drives/${slug}/preview`}
            className="mt-4 grid max-w-5xl items-end gap-4 md:grid-cols-[12rem_10rem_1fr_auto]"
          >
            <Choice label="At" name="at" defaultValue={moment} options={MOMENTS} />
            <Choice
              label="Language"
              name="lang"
              defaultValue={locale}
              options={[
                ["en", "English"],
                ["uk", "Ukrainian"],
              ]}
            />
            {articles.length > 0 && (
              <Choice
                label="Article"
                name="article"
                defaultValue={article?.slug}
                options={articles.map((each) => [each.slug, each.headline] as const)}
              />
            )}
            <div>
              <Send look="plain">Show</Send>
            </div>
          </form>
          <p className="mt-4 max-w-[80ch] text-sm text-soft">
            {`Only you see this. A screen reader says: “${slots.label}”. `}
            {moment === "reached" && "The number is the goal, as if it were met half-way through. "}
            <a href={`/staff/drives/${slug}`} className="underline underline-offset-4">
              Back to the drive
            </a>
          </p>
        </div>
      </section>
      <div className="mx-auto mt-8 max-w-[46rem] px-4 pb-20 font-serif" lang={locale}>
        {/* Its buttons and links belong to readers, and to a drive that may not run. */}
        <div inert>
          <DriveBanner slots={slots} locale={locale} />
        </div>
        {article ? (
          <TheArticle
            article={article}
            locale={locale}
            related={new Map()}
            url={`/articles/${article.slug}`}
            timezone={progress.timezone}
          />
        ) : (
          <p className="mt-6 text-soft">There is no article in this language yet; the banner stands alone.</p>
        )}
      </div>
    </main>
  );
}
