import { sql } from "drizzle-orm";
import { rowsOf } from "@/db/rows";
import { installation, unsettled } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { membershipProducts } from "@/domain/membership/apply-facts";
import { type Finding, ill, unsure, well } from "./finding";

/** Whether any product is a membership, and can be bought. */
export async function checkProducts(ctx: Ctx): Promise<Finding[]> {
  const allowed = await ctx.db.transaction((tx) => membershipProducts(tx, ctx));
  if (allowed.size === 0) {
    return [
      ill(
        "Products",
        "none is a membership, so nobody counts",
        "Run npm run count to see the products, then put the ids of memberships into STRIPE_MEMBERSHIP_PRODUCTS.",
      ),
    ];
  }
  const products = await ctx.stripe.products.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  const known = new Map(products.map((product) => [product.id, product]));
  const unknown = [...allowed].filter((id) => !known.has(id));
  if (unknown.length > 0) {
    return [
      ill("Products", `Stripe does not know ${unknown.join(", ")}`, "Correct STRIPE_MEMBERSHIP_PRODUCTS."),
    ];
  }
  return [well("Products", [...allowed].map((id) => `${known.get(id)?.name} (${id})`).join(", "))];
}

/** Whether the database answers and is safe, and the members who were there before are counted. */
export async function checkDatabase(ctx: Ctx): Promise<Finding[]> {
  const findings: Finding[] = [];
  const [row] = rowsOf<{ version: string; fsync: string }>(
    await ctx.db.execute(sql`select version() as version, current_setting('fsync') as fsync`),
  );
  const version = /^PostgreSQL [\d.]+/.exec(row?.version ?? "")?.[0] ?? "PostgreSQL";
  findings.push(
    row?.fsync === "on"
      ? well("Database", `${version} answers, and keeps what it confirms`)
      : unsure(
          "Database",
          `${version} answers, without waiting for the disk`,
          "The embedded database survives a killed process, not a power cut: use PostgreSQL (DATABASE_URL) in production.",
        ),
  );
  const waiting = await ctx.db.$count(unsettled, sql`${unsettled.attempts} > 3`);
  if (waiting > 0) {
    findings.push(
      unsure(
        "Settling",
        `${waiting} things cannot be settled with Stripe`,
        "See the staff room; npm run stripe:reconcile compares everything.",
      ),
    );
  }
  return findings;
}

/** Whether Stripe has members from before this Muster whom nobody counted. */
export async function checkExistingMembers(ctx: Ctx): Promise<Finding[]> {
  const [state] = await ctx.db.select().from(installation);
  if (state?.backfilledAt) return [];
  const before = Math.floor((state?.createdAt ?? new Date()).getTime() / 1000) - 60;
  const { data } = await ctx.stripe.subscriptions.list({ limit: 1, status: "all", created: { lt: before } });
  return data.length === 0
    ? []
    : [
        ill(
          "Existing members",
          "Stripe has members from before this Muster who were never counted",
          "Run npm run stripe:backfill -- --preview to see how many, then npm run stripe:backfill.",
        ),
      ];
}

const FIRST_EVENT_MS = 5_000;

/** Whether what stands before the site lets streams through as they come. */
export async function checkStream(ctx: Ctx): Promise<Finding[]> {
  const url = `${ctx.settings.siteUrl}/api/drives/current/live`;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), FIRST_EVENT_MS);
  try {
    const res = await fetch(url, { signal: stop.signal, headers: { "accept-encoding": "gzip, br" } });
    if (res.status === 404)
      return [unsure("Stream", "there is no drive to stream yet", "Create a drive in the staff room.")];
    const type = res.headers.get("content-type") ?? "";
    if (!res.ok || !type.startsWith("text/event-stream")) {
      return [ill("Stream", `${url} answers ${res.status} ${type}`, "Let SITE_URL lead to this Muster.")];
    }
    if (res.headers.get("content-encoding")) {
      return [
        ill("Stream", "is compressed on its way", "Turn compression off for text/event-stream in the proxy."),
      ];
    }
    const text = await firstEvent(res);
    return text.includes("event: progress")
      ? [well("Stream", "arrives at once through everything that stands before this site")]
      : [
          ill(
            "Stream",
            "is held back on its way",
            "Turn proxy buffering off for /api/drives/ (nginx: proxy_buffering off).",
          ),
        ];
  } catch {
    return stop.signal.aborted
      ? [
          ill(
            "Stream",
            "is held back on its way",
            "Turn proxy buffering off for /api/drives/ (nginx: proxy_buffering off).",
          ),
        ]
      : [ill("Stream", `${url} cannot be reached`, "Start the app, and let SITE_URL lead to it.")];
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

async function firstEvent(res: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of res.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (/event: progress\n[\s\S]*\n\n/.test(text)) break;
  }
  return text;
}
