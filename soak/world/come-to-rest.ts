import { min } from "drizzle-orm";
import { unsettled } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { advanceDrives } from "@/domain/drive/advance-drives";
import { settleDue } from "@/domain/membership/settle";
import type { SoakNewsroom } from "./soak-newsroom";

const HOLDER = "00000000-0000-7000-8000-00000000000a";
const MOST_ROUNDS = 400;

/** Stripe is asked, and time passes, until nothing is in doubt. Throws when something stays so. */
export async function comeToRest({ instances, emulator }: SoakNewsroom): Promise<void> {
  const ctx = instances[0]?.ctx;
  if (!ctx) return;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { waiting } = await settleDue(ctx, HOLDER);
    await advanceDrives(ctx);
    if (waiting === 0) return;
    emulator.clock.setOffset(emulator.clock.offsetMs + (await secondsUntilDue(ctx)) * 1_000);
  }
  throw new Error("something cannot be settled");
}

/** Until the next question is due; at least the second after which an answer settles what came before. */
export async function secondsUntilDue(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.select({ at: min(unsettled.dueAt) }).from(unsettled);
  const ms = row?.at ? row.at.getTime() - ctx.clock.now().getTime() : 0;
  return Math.max(2, Math.ceil(ms / 1_000));
}
