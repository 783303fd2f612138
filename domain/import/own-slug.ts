import { createHash } from "node:crypto";
import { and, eq, like, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { authors, sections } from "@/db/schema";
import { toSlug } from "./slug";

const NEWSROOM = { slug: "newsroom", name: "Newsroom" };
const NEWS = { slug: "news", name: "News" };

/** The slug a name wishes for, and how its holder is found and made. */
interface Claim {
  wish: string;
  holders: () => Promise<{ slug: string; name: string }[]>;
  /** Whether a holder's name is this one, written otherwise. */
  isOwn: (held: string) => boolean;
  /** Whether the slug was still free. */
  take: (slug: string) => Promise<boolean>;
}

/**
 * The slug of an author: a name always comes back to its own, and never to that of somebody else whose name has the
 * same Latin letters; a name in Cyrillic letters and in Latin ones is one author's. Null is an article without one.
 */
export async function authorSlug(tx: Tx, name: string | null): Promise<string> {
  const { slug } = authors;
  const take = async (free: string, as: string) =>
    (
      await tx
        .insert(authors)
        .values({ slug: free, name: as, role: "", bio: "" })
        .onConflictDoNothing()
        .returning({ slug })
    ).length > 0;
  if (name === null || isSame(name, NEWSROOM.name)) {
    if (!(await take(NEWSROOM.slug, NEWSROOM.name)))
      await tx.update(authors).set({ name: NEWSROOM.name }).where(eq(slug, NEWSROOM.slug));
    return NEWSROOM.slug;
  }
  const wish = wishOf(name, "author");
  const found = await claim(
    {
      wish,
      holders: async () =>
        (await tx.select().from(authors).where(alike(slug, wish))).flatMap((row) =>
          [row.name, row.translations.uk?.name ?? []].flat().map((each) => ({ slug: row.slug, name: each })),
        ),
      isOwn: (held) => isSame(held, name) || isTransliterated(held, name),
      take: (free) => take(free, name),
    },
    NEWSROOM.slug,
  );
  await keepName(tx, found, name);
  return found;
}

/** The name as it is written now, in its letters beside the one in others. */
async function keepName(tx: Tx, slug: string, name: string): Promise<void> {
  const [author] = await tx.select().from(authors).where(eq(authors.slug, slug));
  if (!author) return;
  const { role, bio, translations } = author;
  const now =
    isCyrillic(name) === isCyrillic(author.name)
      ? { name }
      : isCyrillic(name)
        ? { translations: { uk: { role, bio, ...translations.uk, name } } }
        : { name, translations: { uk: { role, bio, ...translations.uk, name: author.name } } };
  await tx.update(authors).set(now).where(eq(authors.slug, slug));
}

/** The slug of a section, which is its name's alone. Null is an article without a section. */
export async function sectionSlug(tx: Tx, name: string | null): Promise<string> {
  const { slug, name: column } = sections;
  const position = sql`(select coalesce(max(position), 0) + 1 from sections)`;
  const take = async (free: string, as: string) =>
    (
      await tx
        .insert(sections)
        .values({ slug: free, name: { en: as }, position })
        .onConflictDoNothing()
        .returning({ slug })
    ).length > 0;
  if (name === null || isSame(name, NEWS.name)) {
    const isNamedOtherwise = sql`lower(${column} ->> 'en') <> lower(${NEWS.name})`;
    if (!(await take(NEWS.slug, NEWS.name)))
      await tx
        .update(sections)
        .set({ name: { en: NEWS.name } })
        .where(and(eq(slug, NEWS.slug), isNamedOtherwise));
    return NEWS.slug;
  }
  const wish = wishOf(name, "section");
  return claim(
    {
      wish,
      holders: async () =>
        (await tx.select({ slug, name: column }).from(sections).where(alike(slug, wish))).flatMap((row) =>
          Object.values(row.name).map((each) => ({ slug: row.slug, name: each })),
        ),
      isOwn: (held) => isSame(held, name),
      take: (free) => take(free, name),
    },
    NEWS.slug,
  );
}

async function claim({ wish, holders, isOwn, take }: Claim, kept: string): Promise<string> {
  // Another import may take the slug that was free a moment ago: then it is looked at again.
  for (;;) {
    const held = (await holders()).filter(({ slug }) => isNumbered(slug, wish) && slug !== kept);
    const own = held.find((row) => isOwn(row.name));
    if (own) return own.slug;
    const taken = new Set([kept, ...held.map((row) => row.slug)]);
    const free = firstFree(wish, taken);
    if (await take(free)) return free;
  }
}

function firstFree(wish: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wish)) return wish;
  for (let n = 2; ; n++) if (!taken.has(`${wish}-${n}`)) return `${wish}-${n}`;
}

function isNumbered(slug: string, wish: string): boolean {
  return slug === wish || (slug.startsWith(`${wish}-`) && /^\d+$/.test(slug.slice(wish.length + 1)));
}

function alike(column: typeof authors.slug | typeof sections.slug, wish: string) {
  return or(eq(column, wish), like(column, `${wish}-%`));
}

/** A name without a letter that an address can have is told from others by a hash of it. */
function wishOf(name: string, kind: string): string {
  return toSlug(name) || `${kind}-${createHash("sha256").update(folded(name)).digest("hex").slice(0, 10)}`;
}

function isSame(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** Whether one is the other in Latin letters, as passports have it. */
function isTransliterated(one: string, other: string): boolean {
  return isCyrillic(one) !== isCyrillic(other) && toSlug(one) !== "" && toSlug(one) === toSlug(other);
}

function isCyrillic(name: string): boolean {
  return /\p{Script=Cyrillic}/u.test(name);
}

function folded(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
}
