import type { Ctx } from "@/domain/context";
import { type PageSlotValues, queryMark } from "@/domain/drive/slots";
import { type Locale, localPath } from "@/domain/locale";
import { readOffer } from "@/domain/membership/list-plans";
import { cheapestOf, type Plan } from "@/domain/membership/plan";
import { fromPrice } from "@/domain/membership/price-words";

/** Keeps what the pages say of price and gifts, so that filling a page asks nobody. */
export class PageSlots {
  private readonly words = new Map<Locale, PageSlotValues>();
  private cheapest: Plan | null = null;

  constructor(private readonly ctx: Ctx) {}

  /** Reads the cheapest monthly plan, else the cheapest of all. */
  async refresh(): Promise<void> {
    const { plans, ownAmounts } = await readOffer(this.ctx);
    this.cheapest = cheapestOf(plans, ownAmounts);
    this.words.clear();
  }

  of(locale: Locale): PageSlotValues {
    const held = this.words.get(locale);
    if (held) return held;
    const price = this.cheapest ? fromPrice(this.cheapest, locale) : "";
    const { giftUrl, joinUrl } = this.ctx.settings;
    const made = { giftUrl: giftUrl ?? localPath(locale, "/gift"), joinMark: queryMark(joinUrl), price };
    this.words.set(locale, made);
    return made;
  }
}
