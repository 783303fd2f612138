import type { Trust } from "./read-trust";
import { ago, plural } from "./room-words";

const HOUR = 3_600_000;

/** What is wrong and what to do about it, in plain words; empty when nothing is. */
export function trustWarnings(trust: Trust, now: Date): string[] {
  const warnings: string[] = [];
  const quiet = trust.lastWebhookAt ? now.getTime() - trust.lastWebhookAt.getTime() : null;
  if (quiet !== null && quiet > 26 * HOUR) {
    const since = ago(trust.lastWebhookAt?.toISOString() ?? "", now).replace(" ago", "");
    warnings.push(
      `No webhook for ${since}. If people have joined meanwhile, Stripe could not reach this site: compare with Stripe, and have your developer run the doctor.`,
    );
  }
  if (trust.failedEvents > 0) {
    warnings.push(
      `${plural(trust.failedEvents, "event")} could not be applied. None is lost: read why below, and apply them again once the reason is gone.`,
    );
  }
  const oldest = trust.unsettled.find((doubt) => now.getTime() - doubt.since.getTime() > HOUR);
  if (oldest) {
    warnings.push(
      `${plural(trust.doubts, "subscription or payment", "subscriptions or payments")} could not be checked with Stripe for over an hour: is Stripe, or the key, out of order?`,
    );
  }
  const last = trust.runs.find((run) => run.finishedAt !== null);
  if (last?.error) warnings.push(`The last comparison with Stripe did not get to its end: ${last.error}`);
  else if (last && last.differences > last.repaired && !last.dryRun) {
    warnings.push(
      `The last comparison left ${plural(last.differences - last.repaired, "difference")} that it could not put right: see below.`,
    );
  }
  if (trust.verifiedAt && now.getTime() - trust.verifiedAt.getTime() > 48 * HOUR) {
    warnings.push(`The number was last compared with Stripe ${ago(trust.verifiedAt.toISOString(), now)}.`);
  }
  return warnings;
}
