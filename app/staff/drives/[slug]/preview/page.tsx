import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { slotsOf } from "@/app/reader-page";
import { DrivePreviewPanel } from "@/components/staff/drive-preview";
import { StaffMasthead } from "@/components/staff/staff-masthead";
import { listArticles, readArticle } from "@/domain/article/read-articles";
import { errorCode } from "@/domain/errors";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";
import { PREVIEW_MOMENTS, previewDrive } from "@/domain/staff/preview-drive";
import { type StaffPageProps, type Visit, visit } from "../../../staff-page";

export const metadata: Metadata = { title: "Preview" };

const OFFERED = 30;

export default async function DrivePreviewPage(
  props: StaffPageProps & { params: Promise<{ slug: string }> },
) {
  const { slug } = await props.params;
  const { staff, data } = await visit(props, (asked) => readPreview(asked, slug));
  if (!data) notFound();
  return (
    <>
      <StaffMasthead staff={staff} here="/staff/drives" />
      <DrivePreviewPanel slug={slug} {...data} />
    </>
  );
}

async function readPreview({ ctx, staff, query }: Visit, slug: string) {
  const asked = query.lang ?? "";
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const moment = PREVIEW_MOMENTS.find((known) => known === query.at) ?? "start";
  const preview = await previewDrive(ctx, staff, { slug, moment, locale }).catch((error: unknown) => {
    if (errorCode(error) === "drive_not_found") return null;
    throw error;
  });
  if (!preview) return null;
  const { articles } = await listArticles(ctx, { locale, limit: OFFERED });
  const chosen = articles.find((article) => article.slug === query.article) ?? articles[0];
  return {
    ...preview,
    locale,
    articles,
    article: chosen ? await readArticle(ctx, { slug: chosen.slug, locale }) : null,
    slots: await slotsOf(preview.progress, locale, preview.at),
  };
}
