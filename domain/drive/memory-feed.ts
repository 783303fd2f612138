import { chooseCurrent, type DriveSnapshot } from "./progress";
import type { ProgressFeed } from "./progress-feed";

/** Keeps the newest snapshot of each drive: the feed of a process, and of a command that only remembers. */
export class MemoryFeed implements ProgressFeed {
  private readonly bySlug = new Map<string, DriveSnapshot>();
  /** Chosen once a change: it is what every reader's page asks for. */
  private current: DriveSnapshot | undefined;

  publish(snapshots: readonly DriveSnapshot[]): void {
    for (const snapshot of snapshots) this.take(snapshot);
  }

  read(slug: string): DriveSnapshot | undefined {
    return slug === "current" ? this.current : this.bySlug.get(slug);
  }

  all(): readonly DriveSnapshot[] {
    return [...this.bySlug.values()];
  }

  /** True when it was newer than what was held. */
  protected take(snapshot: DriveSnapshot): boolean {
    const { drive, version } = snapshot.progress;
    const held = this.bySlug.get(drive);
    if (held && held.progress.version >= version) return false;
    this.bySlug.set(drive, snapshot);
    this.current = chooseCurrent(this.all());
    return true;
  }
}
