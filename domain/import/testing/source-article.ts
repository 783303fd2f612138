import type { SourceArticle, SourceReading, UnreadableArticle } from "../imported";

/** An article as a source would tell it, with what a test is about. */
export function sourceArticle(given: Partial<SourceArticle> & { id: string }): SourceArticle {
  return {
    headline: `Story ${given.id}`,
    standfirst: "",
    content: { html: "<p>Words.</p>" },
    slug: given.id,
    url: null,
    authors: [],
    section: null,
    tags: [],
    hero: null,
    publishedAt: new Date("2026-04-02T00:00:00Z"),
    updatedAt: null,
    ...given,
  };
}

/** A complete source of these articles. */
export function readingOf(articles: readonly (SourceArticle | UnreadableArticle)[]): SourceReading {
  return {
    articles: (async function* () {
      yield* articles;
    })(),
    isComplete: () => true,
  };
}
