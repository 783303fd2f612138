import type { ListedDrive } from "@/domain/staff/manage-drives";
import { dayOf, formatCount } from "@/domain/staff/room-words";

/** Every drive with its state and where it stands. */
export function DriveList({ drives, mayChange }: { drives: readonly ListedDrive[]; mayChange: boolean }) {
  return (
    <>
      {mayChange && (
        <p className="mt-4">
          <a
            href="/staff/drives/new"
            className="inline-block bg-accent px-5 py-2.5 font-semibold text-on-accent"
          >
            New drive
          </a>
        </p>
      )}
      {drives.length === 0 ? (
        <p className="mt-6 text-soft">
          No drive yet. Create one as a draft; nobody sees it until you publish it.
        </p>
      ) : (
        <ul className="mt-6">
          {drives.map(({ drive, count, state }) => (
            <li
              key={drive.slug}
              className="grid items-baseline gap-x-8 gap-y-1 border-t border-rule py-4 wrap-anywhere md:grid-cols-[1fr_14rem_14rem]"
            >
              <a
                href={`/staff/drives/${drive.slug}`}
                className="font-serif text-2xl font-semibold underline decoration-rule underline-offset-4"
              >
                {drive.title.en}
              </a>
              <span className="tabular-nums">{`${formatCount(count)} out of ${formatCount(drive.goal)}`}</span>
              <span className="text-sm text-soft">
                {drive.published ? stateWords(state, drive.finalisedAt) : "Draft"}
                {`, ${dayOf(drive.startsAt, drive.timezone)} to ${dayOf(new Date(drive.endsAt.getTime() - 1), drive.timezone)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function stateWords(state: ListedDrive["state"], finalisedAt: Date | null): string {
  if (state === "upcoming") return "Scheduled";
  if (state === "running") return "Running";
  if (state === "reached") return "Goal reached";
  return finalisedAt ? "Ended, final" : "Ended, provisional";
}
