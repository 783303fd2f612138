import { z } from "zod";
import { LOCALES } from "@/domain/locale";
import { hostedVideo } from "./hosted-video";

/** A run of text inside a block; marks nest in the order bold, italic, struck, link; a note stands after it. */
export const inlineSchema = z.object({
  /** A line ends at each "\n". */
  text: z.string(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  /** No longer true, and shown to be so. */
  struck: z.boolean().optional(),
  href: z.string().optional(),
  /** A footnote that belongs after this run; numbered in reading order when shown. */
  note: z.string().optional(),
});

/** A picture we store, with its size so that the page never jumps. Widths and heights in CSS pixels. */
export const pictureSchema = z.object({
  src: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  alt: z.string(),
  caption: z.string().optional(),
  credit: z.string().optional(),
  /** Narrower widths it is also kept in, each at `<src>-<width>`. */
  widths: z.array(z.int().positive()).optional(),
});

const paragraph = z.object({ type: z.literal("paragraph"), content: z.array(inlineSchema) });
const heading = z.object({
  type: z.literal("heading"),
  level: z.union([z.literal(2), z.literal(3)]),
  text: z.string(),
});
const list = z.object({
  type: z.literal("list"),
  ordered: z.boolean(),
  /** The first number, where it is not 1. */
  start: z.int().optional(),
  items: z.array(z.array(inlineSchema)),
});
const blockquote = z.object({
  type: z.literal("blockquote"),
  content: z.array(inlineSchema),
  cite: z.string().optional(),
});
const pullQuote = z.object({ type: z.literal("pull-quote"), text: z.string(), by: z.string().optional() });
const figure = z.object({ type: z.literal("figure"), picture: pictureSchema });
const gallery = z.object({
  type: z.literal("gallery"),
  /** Empty when it has none of its own. */
  title: z.string(),
  pictures: z.array(pictureSchema).min(2),
});
const video = z.object({
  type: z.literal("video"),
  /** Empty where nobody gave it one. */
  title: z.string(),
  /** Null where its host gives none. */
  poster: pictureSchema.nullable(),
  /** A file of ours, or a video host's page for frames (hosted-video.ts). */
  src: z.string().refine((src) => /^\/[^/]/.test(src) || hostedVideo(src)?.frame === src),
  /** Null where its host does not tell. */
  durationSeconds: z.int().positive().nullable(),
});
const table = z.object({
  type: z.literal("table"),
  caption: z.string(),
  head: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
const related = z.object({ type: z.literal("related"), slug: z.string() });

/** The block types an article body is made of; anything imported is reduced to these. */
export const blockSchema = z.discriminatedUnion("type", [
  paragraph,
  heading,
  list,
  blockquote,
  pullQuote,
  figure,
  gallery,
  video,
  table,
  related,
]);

export const authorSchema = z.object({
  slug: z.string(),
  name: z.string(),
  role: z.string(),
  bio: z.string(),
  avatar: pictureSchema.nullable(),
});

export const articleSchema = z.object({
  slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  locale: z.enum(LOCALES),
  section: z.object({ slug: z.string(), name: z.string() }),
  headline: z.string(),
  standfirst: z.string(),
  authors: z.array(authorSchema).min(1),
  hero: pictureSchema.nullable(),
  editorsNote: z.string().nullable(),
  correction: z.string().nullable(),
  body: z.array(blockSchema),
  tags: z.array(z.string()),
  /** The original, when search engines are to be sent there. */
  canonicalUrl: z.url().nullish(),
  publishedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime().nullable(),
});

export type Inline = z.infer<typeof inlineSchema>;
export type Picture = z.infer<typeof pictureSchema>;
export type Block = z.infer<typeof blockSchema>;
export type Author = z.infer<typeof authorSchema>;
export type Article = z.infer<typeof articleSchema>;

/** An article without its body, for lists. */
export type ArticleTeaser = Omit<Article, "body" | "editorsNote" | "correction">;

/** Minutes to read at 230 words a minute, at least 1. */
export function readingMinutes(body: readonly Block[]): number {
  return Math.max(1, Math.round(body.reduce((words, block) => words + wordsIn(block), 0) / 230));
}

function wordsIn(block: Block): number {
  switch (block.type) {
    case "paragraph":
    case "blockquote":
      return countWords(block.content.map((run) => run.text).join(""));
    case "list":
      return countWords(block.items.map((item) => item.map((run) => run.text).join("")).join(" "));
    case "heading":
    case "pull-quote":
      return countWords(block.text);
    default:
      return 0;
  }
}

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
