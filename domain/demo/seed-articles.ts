import { articleAuthors, articles, authors, sections } from "@/db/schema";
import { articleSchema } from "@/domain/article/article";
import { plainText } from "@/domain/article/plain-text";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { SAMPLE_ARTICLES } from "./articles";
import { SAMPLE_AUTHORS } from "./authors";

const SECTIONS = [
  { slug: "war", name: { en: "War", uk: "Війна" }, position: 1 },
  { slug: "politics", name: { en: "Politics", uk: "Політика" }, position: 2 },
  { slug: "business", name: { en: "Business", uk: "Бізнес" }, position: 3 },
  { slug: "culture", name: { en: "Culture", uk: "Культура" }, position: 4 },
  { slug: "opinion", name: { en: "Opinion", uk: "Думка" }, position: 5 },
];

const HOUR_MS = 3_600_000;

/** The sample newsroom's articles; does nothing when there is any article. */
export async function seedArticles(ctx: Ctx): Promise<void> {
  const existing = await ctx.db.select({ id: articles.id }).from(articles).limit(1);
  if (existing.length > 0) return;
  const now = ctx.clock.now().getTime();
  await ctx.db.transaction(async (tx) => {
    await tx.insert(sections).values(SECTIONS).onConflictDoNothing();
    await tx.insert(authors).values(Object.values(SAMPLE_AUTHORS)).onConflictDoNothing();
    const rows = SAMPLE_ARTICLES.map(
      ({ hoursAgo, updatedHoursAgo, authorSlugs: _authorSlugs, ...sample }): typeof articles.$inferInsert => {
        const { sectionSlug: _sectionSlug, ...content } = sample;
        articleSchema
          .omit({ section: true, authors: true, publishedAt: true, updatedAt: true })
          .parse(content);
        return {
          ...sample,
          publishedAt: new Date(now - hoursAgo * HOUR_MS),
          updatedAt: updatedHoursAgo === undefined ? null : new Date(now - updatedHoursAgo * HOUR_MS),
          plainText: plainText(sample.body),
        };
      },
    );
    const stored = await tx.insert(articles).values(rows).returning({ id: articles.id });
    await tx.insert(articleAuthors).values(
      stored.flatMap(({ id }, at) =>
        (SAMPLE_ARTICLES[at]?.authorSlugs ?? []).map((authorSlug, position) => ({
          articleId: id,
          authorSlug,
          position,
        })),
      ),
    );
    await raiseContentRevision(tx);
  });
}
