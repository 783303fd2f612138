import { eq } from "drizzle-orm";
import { z } from "zod";
import { bannerPages } from "@/db/schema";
import { listSections, listTranslations, readTag } from "@/domain/article/read-articles";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { DEFAULT_LOCALE, LOCALES } from "@/domain/locale";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const MOST_PAGES = 500;

export interface BannerPages {
  /** The front page and the sections, ticked where they go without. */
  parts: { address: string; name: string; isWithout: boolean }[];
  /** Articles and topics that go without. */
  addresses: string[];
  revision: number;
}

const choiceSchema = z.object({
  revision: z.coerce.number().int().min(0),
  ticked: z.array(z.string().max(200)).max(MOST_PAGES),
  /** One address a line. */
  addresses: z.string().max(50_000),
});

/** Which pages go without the banner. Any role. */
export async function readBannerPages(ctx: Ctx, staff: StaffMember | null): Promise<BannerPages> {
  requireRole(staff, "viewer");
  const [[chosen], parts] = await Promise.all([ctx.db.select().from(bannerPages), listParts(ctx)]);
  const without = new Set(chosen?.without);
  return {
    parts: parts.map((part) => ({ ...part, isWithout: without.has(part.address) })),
    addresses: [...without].filter((address) => !parts.some((part) => part.address === address)),
    revision: chosen?.revision ?? 0,
  };
}

/**
 * Chooses the pages without the banner: every page made from then on. Editors; audited. Throws invalid_input for an
 * address that is no page of ours, conflict where somebody else chose meanwhile.
 */
export async function chooseBannerPages(ctx: Ctx, staff: StaffMember | null, input: unknown): Promise<void> {
  requireRole(staff, "editor");
  const given = parseInput(choiceSchema, input);
  const known = (await listParts(ctx)).map(({ address }) => address);
  const typed: string[] = [];
  for (const line of given.addresses.split("\n").filter((each) => each.trim())) {
    const address = readAddress(ctx, line.trim());
    if (!known.includes(address) && !(await isArticleOrTopic(ctx, address)))
      throw new DomainError("invalid_input", `“${line.trim()}” is no article, topic or section of ours.`);
    typed.push(address);
  }
  const ticked = given.ticked.filter((address) => known.includes(address));
  const without = [...new Set([...ticked, ...typed])];
  if (without.length > MOST_PAGES)
    throw new DomainError("invalid_input", `At most ${MOST_PAGES} pages; choose a section or a topic.`);
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(bannerPages).for("update");
    const { revision } = given;
    const written = { without, revision: revision + 1, changedBy: staff.email, changedAt: ctx.clock.now() };
    const isNewest = (before?.revision ?? 0) === revision;
    const changed = isNewest
      ? await tx
          .insert(bannerPages)
          .values(written)
          .onConflictDoUpdate({
            target: bannerPages.id,
            set: written,
            setWhere: eq(bannerPages.revision, revision),
          })
          .returning({ id: bannerPages.id })
      : [];
    if (changed.length === 0)
      throw new DomainError("conflict", "Somebody else chose pages meanwhile. Look at them again.");
    await raiseContentRevision(tx);
    await recordAudit(tx, staff, {
      action: "banner.pages_chosen",
      subject: "banner",
      before: { without: before?.without ?? [] },
      after: { without },
    });
  });
}

async function listParts(ctx: Ctx): Promise<{ address: string; name: string }[]> {
  const sections = await listSections(ctx, DEFAULT_LOCALE);
  return [
    { address: "/", name: "The front page" },
    ...sections.map(({ slug, name }) => ({ address: `/sections/${slug}`, name })),
  ];
}

/** An address as it may be pasted, whole or in part, to one without site, language, query and last slash. */
function readAddress(ctx: Ctx, line: string): string {
  const wrong = () => new DomainError("invalid_input", `“${line}” is no address of ours.`);
  const { origin } = new URL(ctx.settings.siteUrl);
  if (!URL.canParse(line, origin)) throw wrong();
  const url = new URL(line, origin);
  if (url.origin !== origin) throw wrong();
  const language = LOCALES.find((locale) => new RegExp(`^/${locale}(/|$)`).test(url.pathname));
  const path = url.pathname.slice(language ? language.length + 1 : 0).replace(/\/+$/, "");
  try {
    return decodeURIComponent(path) || "/";
  } catch {
    throw wrong();
  }
}

async function isArticleOrTopic(ctx: Ctx, address: string): Promise<boolean> {
  const [, kind, slug] = /^\/(articles|tags)\/([^/]+)$/.exec(address) ?? [];
  if (!slug) return false;
  if (kind === "articles") return (await listTranslations(ctx, slug)).length > 0;
  const found = await Promise.all(LOCALES.map((locale) => readTag(ctx, { slug, locale })));
  return found.some((tag) => tag !== null);
}
