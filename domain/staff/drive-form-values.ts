import type { DriveRow } from "@/domain/drive/build-snapshot";
import { toLocal } from "@/domain/drive/local-time";
import type { ListedDrive } from "./manage-drives";

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;

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
    endsAt: toLocal(new Date(startsAt.getTime() + USUAL_DAYS * DAY_MS), timezone),
    timezone,
    counting: "total",
    published: false,
  };
}
