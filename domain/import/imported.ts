import type { Root } from "hast";

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
