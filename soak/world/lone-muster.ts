import type { Db } from "@/db/client";
import type { Ctx } from "@/domain/context";
import { createDrive } from "@/domain/drive/create-drive";
import { loadSnapshots } from "@/domain/drive/load-snapshots";
import { quietContext } from "@/domain/testing/quiet-context";
import { ProgressHub } from "@/server/live/progress-hub";
import { type Door, openDoor } from "@/server/testing/open-door";
import { EMAIL_HASH_KEY, SECRET } from "./soak-newsroom";

const YEAR_MS = 365 * 86_400_000;

/** A Muster that takes webhooks on a database, with a drive; nothing it is told makes it ask Stripe. */
export async function openLoneMuster(
  db: Db,
  port?: number,
): Promise<{ ctx: Ctx; hub: ProgressHub; door: Door }> {
  const hub = new ProgressHub();
  const ctx: Ctx = { ...quietContext({ emailHashKey: EMAIL_HASH_KEY }), db, feed: hub };
  hub.publish(await loadSnapshots(ctx));
  if (!hub.read("soak")) {
    await createDrive(ctx, {
      slug: "soak",
      title: { en: "A drive" },
      message: { en: "Help us." },
      goal: 1_000_000,
      startsAt: new Date(Date.now() - YEAR_MS),
      endsAt: new Date(Date.now() + YEAR_MS),
      timezone: "Europe/Kyiv",
      published: true,
    });
  }
  return { ctx, hub, door: await openDoor({ ctx, hub, secrets: [SECRET], port }) };
}
