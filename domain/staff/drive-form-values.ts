import { Temporal } from "temporal-polyfill";
import type { DriveRow } from "@/domain/drive/build-snapshot";
import { toLocal } from "@/domain/drive/local-time";
import type { ListedDrive } from "./manage-drives";

const USUAL_MONTHS = 3;

/** A drive's terms as its form shows them. */
export function valuesOf(drive: DriveRow) {
  return {
    slug: drive.slug,
    revision: drive.revision,
    titleEn: drive.title.en,
    titleUk: drive.title.uk ?? "",
    messageEn: drive.message.en,
    messageUk: drive.message.uk ?? "",
    goal: String(drive.goal),
    stretchGoal: drive.stretchGoal === null ? "" : String(drive.stretchGoal),
    startsAt: toLocal(drive.startsAt, drive.timezone),
    endsAt: toLocal(drive.endsAt, drive.timezone),
    timezone: drive.timezone,
    counting: drive.counting,
    published: drive.published,
  };
}

/** What a new drive's form begins with: after the last one, in its time zone. */
export function nextDrive(drives: readonly ListedDrive[], now: Date): ReturnType<typeof valuesOf> {
  const last = [...drives].sort((a, b) => b.drive.endsAt.getTime() - a.drive.endsAt.getTime())[0]?.drive;
  const timezone = last?.timezone ?? "UTC";
  const startsAt = last && last.endsAt > now ? last.endsAt : now;
  return {
    slug: "",
    revision: 0,
    titleEn: "",
    titleUk: "",
    messageEn: "",
    messageUk: "",
    goal: "",
    stretchGoal: "",
    startsAt: toLocal(startsAt, timezone),
    endsAt: monthsLater(toLocal(startsAt, timezone)),
    timezone,
    counting: "total",
    published: false,
  };
}

/** By the calendar: summer time must not move a deadline off midnight. */
function monthsLater(local: string): string {
  const end = Temporal.PlainDateTime.from(local).add({ months: USUAL_MONTHS });
  return end.toString({ smallestUnit: "minute" });
}
