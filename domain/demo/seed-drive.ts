import { Temporal } from "temporal-polyfill";
import { drives } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { createDrive } from "@/domain/drive/create-drive";

const TIMEZONE = "Europe/Kyiv";
/** With less of the year left than this, a drive to the end of it would hardly be one. */
const SHORTEST_DAYS = 14;

/** The demo's running drive, starting at a true 0; does nothing when there is any drive. */
export async function seedDrive(ctx: Ctx): Promise<void> {
  const existing = await ctx.db.select({ id: drives.id }).from(drives).limit(1);
  if (existing.length > 0) return;
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.clock.now().getTime()).toZonedDateTimeISO(TIMEZONE);
  const year = now.add({ days: SHORTEST_DAYS }).year;
  const endsAt = Temporal.ZonedDateTime.from({ year: year + 1, month: 1, day: 1, timeZone: TIMEZONE });
  await createDrive(ctx, {
    slug: "25000",
    title: { en: "25,000 members for the Courier", uk: "25 000 читачів, які тримають «Кур’єр»" },
    message: {
      en: `Quality journalism takes work, and a community that cares. Help us reach {goal} members by the end of ${year}.`,
      uk: `Якісна журналістика потребує праці та спільноти, якій не байдуже. Допоможіть нам зібрати {goal} учасників до кінця ${year} року.`,
    },
    goal: 25_000,
    startsAt: new Date(now.startOfDay().epochMilliseconds),
    endsAt: new Date(endsAt.epochMilliseconds),
    timezone: TIMEZONE,
    published: true,
  });
}
