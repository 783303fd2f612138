import { realpath } from "node:fs/promises";
import { basename } from "node:path";
import { completePictures, pictureAddress } from "./folder-pictures";
import { type FrontMatter, parseFrontMatter, splitFrontMatter } from "./front-matter";
import { orUnreadable, type SourceArticle, type SourceReading, type UnreadableArticle } from "./imported";
import { listMarkdown, type MarkdownFile, readText } from "./markdown-files";
import { markdownTree } from "./markdown-tree";
import { messageOf } from "./message-of";

/** Every Markdown file of a folder and the folders in it; a file's path is what tells it from the others. */
export function readMarkdown(given: string): SourceReading {
  let total: number | null = null;
  async function* articles(): AsyncGenerator<SourceArticle | UnreadableArticle> {
    const folder = await realpath(given);
    const files = await listMarkdown(folder);
    total = files.length;
    for (const file of files) {
      const article = "unreadable" in file ? file : await read(folder, file);
      if (article) yield article;
    }
  }
  return { articles: articles(), isComplete: () => true, total: () => total };
}

async function read(folder: string, file: MarkdownFile): Promise<SourceArticle | UnreadableArticle | null> {
  try {
    const text = await readText(file.path);
    return orUnreadable(file.id, () => toArticle(folder, file, text));
  } catch (error) {
    return { id: file.id, unreadable: messageOf(error) };
  }
}

/** Null for a draft, and for a README, which tells of the folder. */
function toArticle(folder: string, { id, path }: MarkdownFile, text: string): SourceArticle | null {
  const split = splitFrontMatter(text);
  if (!split && /^readme\.\w+$/i.test(basename(id))) return null;
  if (!split) throw new Error("it does not begin with a front matter between two --- lines");
  const matter = parseFrontMatter(split.front);
  if (matter.draft || matter.published === false) return null;
  const tree = markdownTree(split.body, matter.title);
  const place = { folder, path, publishedAt: matter.canonical ?? null };
  completePictures(tree, place);
  const locale = matter.language ?? matter.lang;
  return {
    id,
    folder,
    headline: matter.title,
    standfirst: matter.standfirst ?? matter.description ?? matter.excerpt ?? matter.summary ?? "",
    content: { tree },
    slug: matter.slug ?? basename(id).replace(/\.\w+$/, ""),
    url: matter.canonical ?? null,
    authors: matter.authors ?? matter.author ?? [],
    ...placed(matter),
    hero: matter.image ? { url: pictureAddress(matter.image, place), alt: matter.imageAlt ?? "" } : null,
    publishedAt: matter.date,
    updatedAt: matter.updated ?? null,
    ...(locale ? { locale } : {}),
  };
}

/** Without a section, the first category is one; the others are tags. */
function placed({ section, categories, category, tags = [] }: FrontMatter) {
  const [first = null, ...more] = categories ?? category ?? [];
  const others = section === undefined ? more : [first ?? [], more].flat();
  return { section: section ?? first, tags: [...new Set([...others, ...tags])] };
}
