import type { DriveSnapshot } from "./progress";

/**
 * Where verbs hand over what they committed, and where every surface reads what it shows.
 * Implemented once a process by server/; command line tools pass one that only remembers.
 */
export interface ProgressFeed {
  /** Takes snapshots after their commit; an older version than the held one is dropped. */
  publish(snapshots: readonly DriveSnapshot[]): void;
  /** The newest snapshot of a drive by slug; `current` resolves as `chooseCurrent` says. */
  read(slug: string): DriveSnapshot | undefined;
  all(): readonly DriveSnapshot[];
}
