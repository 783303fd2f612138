import { and, eq, isNotNull } from "drizzle-orm";
import { embedHosts } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { parseEmbedHost } from "./embed-host";

/** The host a join is to be credited to; undefined for none, for our own, and for one that staff have switched off. */
export async function creditHost(
  ctx: Pick<Ctx, "db" | "settings">,
  given: string | undefined,
): Promise<string | undefined> {
  const host = parseEmbedHost(given);
  if (!host || host === new URL(ctx.settings.siteUrl).hostname) return undefined;
  const [off] = await ctx.db
    .select({ host: embedHosts.host })
    .from(embedHosts)
    .where(and(eq(embedHosts.host, host), isNotNull(embedHosts.switchedOffAt)));
  return off ? undefined : host;
}
