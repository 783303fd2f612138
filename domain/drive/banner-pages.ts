import { bannerPages } from "@/db/schema";
import type { Ctx } from "@/domain/context";

/** Whether staff want the banner on a page, by the addresses it is under, without language. */
export async function wantsBanner(ctx: Ctx, addresses: readonly string[]): Promise<boolean> {
  const [chosen] = await ctx.db.select({ without: bannerPages.without }).from(bannerPages);
  return !addresses.some((address) => chosen?.without.includes(address));
}
