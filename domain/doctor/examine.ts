import type { Ctx } from "@/domain/context";
import { checkArrivals, checkEndpoint } from "./check-endpoint";
import { checkDatabase, checkExistingMembers, checkProducts, checkStream } from "./check-newsroom";
import { checkAccount, checkClock, checkKey } from "./check-stripe";
import { type Finding, ill } from "./finding";

/** Looks at everything that must be right for a true counter. Reads only, here and in Stripe. */
export async function examine(ctx: Ctx): Promise<Finding[]> {
  const key = await checkKey(ctx);
  const findings = [...key];
  if (key.every(({ state }) => state !== "ill")) {
    findings.push(...(await attempt("Stripe account", () => checkAccount(ctx))));
    findings.push(...(await attempt("Clock", () => checkClock(ctx))));
    findings.push(...(await attempt("Webhook endpoint", () => checkEndpoint(ctx))));
    findings.push(...(await attempt("Webhooks", () => checkArrivals(ctx))));
    findings.push(...(await attempt("Products", () => checkProducts(ctx))));
    findings.push(...(await attempt("Existing members", () => checkExistingMembers(ctx))));
  }
  findings.push(...(await attempt("Database", () => checkDatabase(ctx))));
  findings.push(...(await checkStream(ctx)));
  return findings;
}

/** A check that breaks is a finding of its own, and the others are still made. */
async function attempt(about: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [ill(about, `could not be checked: ${message}`, "Try again; if it stays, see the log.")];
  }
}
