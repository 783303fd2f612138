import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import type { Root } from "hast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { parse } from "yaml";
import { z } from "zod";
import type { SourceArticle, SourceReading, UnreadableArticle } from "./imported";

const names = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const DATE_FORM = "write it as 2026-11-28 or 2026-11-28T09:30:00+02:00";
const instant = z.union([z.date(), z.string()], { error: `a date: ${DATE_FORM}` }).transform((given, ctx) => {
  const at = new Date(given);
  if (!Number.isNaN(at.getTime())) return at;
  ctx.addIssue({ code: "custom", message: `“${given}” is no date: ${DATE_FORM}` });
  return z.NEVER;
});

/** What stands between the two `---` lines of a file. */
const frontMatterSchema = z.object({
  title: z.string(),
  date: instant,
  updated: instant.optional(),
  slug: z.string().optional(),
  standfirst: z.string().optional(),
  description: z.string().optional(),
  author: names.optional(),
  authors: names.optional(),
  section: z.string().optional(),
  tags: names.optional(),
  image: z.url().optional(),
  imageAlt: z.string().optional(),
  language: z.enum(["en", "uk"]).optional(),
  canonical: z.url().optional(),
  draft: z.boolean().optional(),
});

const FRONT_MATTER = /^---\r?\n(.*?)\r?\n---\r?\n?/s;
const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkRehype);

/** Every Markdown file of a folder and the folders in it; a file's path is what tells it from the others. */
export function readMarkdown(folder: string): SourceReading {
  return { articles: files(folder), isComplete: () => true };
}

async function* files(folder: string): AsyncGenerator<SourceArticle | UnreadableArticle> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile() && /\.(md|markdown)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.sort()) {
    const id = relative(folder, path);
    try {
      const article = toArticle(id, await readFile(path, "utf8"));
      if (article) yield article;
    } catch (error) {
      yield { id, unreadable: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
    }
  }
}

/** Null for a draft. */
function toArticle(id: string, text: string): SourceArticle | null {
  const [whole = "", front] = FRONT_MATTER.exec(text) ?? [];
  if (front === undefined) throw new Error("it does not begin with a front matter between two --- lines");
  const matter = frontMatterSchema.parse(parse(front));
  if (matter.draft) return null;
  // Raw HTML in Markdown does not pass: remark-rehype leaves it out.
  const tree = markdown.runSync(markdown.parse(text.slice(whole.length))) as Root;
  return {
    id,
    headline: matter.title,
    standfirst: matter.standfirst ?? matter.description ?? "",
    content: { tree },
    slug: matter.slug ?? basename(id).replace(/\.\w+$/, ""),
    url: matter.canonical ?? null,
    authors: matter.authors ?? matter.author ?? [],
    section: matter.section ?? null,
    tags: matter.tags ?? [],
    hero: matter.image ? { url: matter.image, alt: matter.imageAlt ?? "" } : null,
    publishedAt: matter.date,
    updatedAt: matter.updated ?? null,
    ...(matter.language ? { locale: matter.language } : {}),
  };
}
