import type { Root } from "hast";
import { z } from "zod";

export const IMPORT_KINDS = ["wordpress", "markdown", "rss", "ghost"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** An article as its source tells it, before anything of it is trusted. */
export interface SourceArticle {
  /** What its source calls it, for ever. */
  id: string;
  headline: string;
  /** Plain text; empty when the source has none. */
  standfirst: string;
  content: { html: string } | { tree: Root };
  /** Wish for the slug. */
  slug: string;
  url: string | null;
  authors: string[];
  section: string | null;
  tags: string[];
  hero: { url: string; alt: string; caption?: string } | null;
  publishedAt: Date;
  updatedAt: Date | null;
  locale?: "en" | "uk";
  /** Where the files are that its pictures name by `file:` addresses; only a source on this machine has one. */
  folder?: string;
}

/** An article that its source gave in a shape that cannot be read. */
export interface UnreadableArticle {
  id: string;
  unreadable: string;
}

export interface SourceReading {
  articles: AsyncIterable<SourceArticle | UnreadableArticle>;
  /**
   * Once all was read: whether it was everything the source still has, so that what is missing was deleted. A feed lists
   * its newest only, and a list that became shorter while it was read by pages may have hidden one.
   */
  isComplete: () => boolean;
  /** How many articles it has, once that is known. */
  total?: () => number | null;
}

/** What `read` gives, cleaned; where it throws, what is wrong with that article, so that the others still come. */
export function orUnreadable<T extends SourceArticle | null>(
  id: string,
  read: () => T,
): T | SourceArticle | UnreadableArticle {
  try {
    const article = read();
    return article === null ? article : cleanArticle(article);
  } catch (error) {
    return { id: cleanText(id), unreadable: whyUnreadable(error) };
  }
}

function whyUnreadable(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  // Whoever walks HTML goes down element by element.
  if (error instanceof RangeError) return "its HTML is nested too deep to be read";
  return error instanceof Error ? error.message : String(error);
}

/** An article without halves of characters and zero bytes, which no database keeps. A tree stays as it is: parsers mend those. */
function cleanArticle(article: SourceArticle): SourceArticle {
  const { content, hero, url, section } = article;
  return {
    ...article,
    id: cleanText(article.id),
    headline: cleanText(article.headline),
    standfirst: cleanText(article.standfirst),
    content: "html" in content ? { html: cleanText(content.html) } : content,
    slug: cleanText(article.slug),
    url: url && cleanText(url),
    authors: article.authors.map(cleanText),
    section: section && cleanText(section),
    tags: article.tags.map(cleanText),
    hero: hero && {
      url: cleanText(hero.url),
      alt: cleanText(hero.alt),
      ...(hero.caption ? { caption: cleanText(hero.caption) } : {}),
    },
  };
}

/** Text as a database can keep it: without zero bytes and halves of characters. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd");
}
