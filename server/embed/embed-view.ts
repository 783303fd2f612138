import { createHash } from "node:crypto";
import { type BannerText, bannerText } from "@/domain/drive/banner-text";
import { type Progress, progressIn } from "@/domain/drive/progress";
import { type EmbedOptions, optionsQuery } from "@/domain/embed/embed-options";
import type { ProgressHub } from "../live/progress-hub";

/** The kinds of answer under `/embed/<slug>`. */
export type EmbedForm = "svg" | "png" | "txt" | "json" | "html";

/** One drive as an embed shows it at one moment. */
export interface EmbedView {
  progress: Progress;
  text: BannerText;
  /** The options that make a difference to this form. */
  options: EmbedOptions;
  /** Equal for equal answers. */
  key: string;
  etag: string;
}

/** What is to be drawn now; undefined when there is no such drive. */
export function embedView(
  hub: ProgressHub,
  slug: string,
  form: EmbedForm,
  asked: EmbedOptions,
  now: Date,
): EmbedView | undefined {
  const snapshot = hub.read(slug);
  if (!snapshot) return undefined;
  const options = effectiveOptions(form, asked);
  const progress = progressIn(snapshot, options.lang);
  const text = bannerText(progress, options.lang, now);
  // The slug asked for is part of an HTML page: `current` goes on following the newest drive.
  const key = [form, slug, progress.drive, progress.version, text.deadline, optionsQuery(options)].join(" ");
  const hash = createHash("sha1").update(key).digest("base64url").slice(0, 12);
  return { progress, text, options, key, etag: `W/"${hash}-${progress.version}"` };
}

/** Leaves out what the form cannot show, so that equal pictures are drawn once. */
function effectiveOptions(form: EmbedForm, asked: EmbedOptions): EmbedOptions {
  const options = { ...asked };
  if (options.layout === "badge") options.message = true;
  if (form === "png" && options.theme === "auto") options.theme = "light";
  if (form !== "html" && options.layout === "badge") options.theme = "light";
  return options;
}
