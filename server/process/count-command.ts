import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Ctx } from "@/domain/context";
import { examine } from "@/domain/doctor/examine";
import { describeFindings } from "@/domain/doctor/finding";
import { countAccount, describeCount, memberListOf, productNames } from "@/domain/first-count/count-account";
import { membershipProducts } from "@/domain/membership/apply-facts";
import type { Print } from "@/domain/repair/tell";

/** `npm run count`: who would count and who would not, by reason, and the difference to another list. */
export async function runCount(ctx: Ctx, args: string[], print: Print): Promise<number> {
  const file = compareFile(args);
  if (file === undefined) {
    print("Usage: npm run count [-- --compare <csv file with a column of e-mail addresses>]");
    return 2;
  }
  // Read first: a list that cannot be read should not cost the time of a count.
  const list = file === null ? null : memberListOf(ctx, await readList(file));
  const allowed = await ctx.db.transaction((tx) => membershipProducts(tx, ctx));
  const tallied = await countAccount(ctx, allowed, print);
  for (const line of describeCount(tallied, allowed, await productNames(ctx), list)) print(line);
  return 0;
}

/** `npm run doctor`: what is right, what is not, and what to do. */
export async function runDoctor(ctx: Ctx, args: string[], print: Print): Promise<number> {
  if (args.length > 0) {
    print("Usage: npm run doctor");
    return 2;
  }
  const findings = await examine(ctx);
  for (const line of describeFindings(findings)) print(line);
  return findings.some(({ state }) => state === "ill") ? 1 : 0;
}

/** The file to compare with, null without one, undefined for arguments that cannot be read. */
function compareFile(args: string[]): string | null | undefined {
  try {
    return parseArgs({ args, options: { compare: { type: "string" } } }).values.compare ?? null;
  } catch {
    return undefined;
  }
}

async function readList(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Error(`${file} cannot be read.`, { cause });
  }
}
