import { UnusablePictureError } from "@/domain/media/unusable-picture";
import { type FetchRefusal, GuardedFetchError } from "./guarded-fetch";
import { cleanText } from "./imported";
import { messageOf } from "./message-of";

/** Answers that will be the same another time. */
const LASTING: ReadonlySet<FetchRefusal> = new Set([
  "bad_address",
  "address_not_public",
  "too_large",
  "wrong_type",
]);

/** What one article comes here without. */
export class Losses {
  private readonly counts: Map<string, number>;
  /** Whether something of it may be had another time. */
  arePassing = false;

  constructor(dropped: ReadonlyMap<string, number>) {
    this.counts = new Map(dropped);
  }

  /** Something that could not be fetched, and why. */
  add(what: string, error: unknown): void {
    const line = `${what} (${messageOf(error)})`;
    this.counts.set(line, (this.counts.get(line) ?? 0) + 1);
    this.arePassing ||= mayPass(error);
  }

  /** “2 × <script>, picture (…)”; null when nothing is missing. */
  get words(): string | null {
    const told = [...this.counts].map(([what, times]) => (times > 1 ? `${times} × ${what}` : what));
    return told.length > 0 ? cleanText(told.join(", ")) : null;
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof UnusablePictureError) return false;
  return !(error instanceof GuardedFetchError && LASTING.has(error.code));
}
