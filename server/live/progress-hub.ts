import { MemoryFeed } from "@/domain/drive/memory-feed";
import { type DriveSnapshot, progressIn } from "@/domain/drive/progress";
import type { Locale } from "@/domain/locale";

/** What is sent of one snapshot in one language, encoded once for everyone. */
export interface Encoded {
  version: number;
  json: Buffer;
  /** A whole `progress` event of the stream. */
  frame: Buffer;
}

/** The process's one copy of progress: every surface reads it, every stream listens to it. */
export class ProgressHub extends MemoryFeed {
  private readonly listeners = new Set<(slug: string) => void>();
  private readonly encoded = new Map<string, Encoded>();

  /** Rises when a commit changed pages: templates of an older revision are made anew. */
  contentRevision = 0;

  override publish(snapshots: readonly DriveSnapshot[]): void {
    for (const snapshot of snapshots) {
      if (!this.take(snapshot)) continue;
      for (const listener of this.listeners) listener(snapshot.progress.drive);
    }
  }

  /** Calls back with the slug of each drive that changed; gives the way to stop. */
  subscribe(listener: (slug: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The newest snapshot of a drive, encoded at most once a version and language. */
  encode(slug: string, locale: Locale): Encoded | undefined {
    const snapshot = this.read(slug);
    if (!snapshot) return undefined;
    const key = `${snapshot.progress.drive} ${locale}`;
    const held = this.encoded.get(key);
    if (held?.version === snapshot.progress.version) return held;
    const { version } = snapshot.progress;
    const json = Buffer.from(JSON.stringify(progressIn(snapshot, locale)));
    const frame = Buffer.concat([
      Buffer.from(`event: progress\nid: ${version}\ndata: `),
      json,
      Buffer.from("\n\n"),
    ]);
    const made = { version, json, frame };
    this.encoded.set(key, made);
    return made;
  }
}
