import type { Trust } from "./read-trust";
import { ago, formatCount, momentOf, plural } from "./room-words";

const HOUR = 3_600_000;

/** What a button beside a warning does about it. */
export type Remedy = "fetch" | "replay" | "compare" | "release_mail";

/** What is wrong and what to do about it, in plain words. */
export interface Warning {
  words: string;
  remedy: Remedy | null;
}

type Look = (trust: Trust, now: Date, timezone: string) => Warning | null;

/** Every warning there is cause for; empty when nothing speaks against the number. */
export function trustWarnings(trust: Trust, now: Date, timezone: string): Warning[] {
  const looks: Look[] = [silence, deliveries, failures, doubts, lastComparison, oldComparison, heldMail];
  return looks.flatMap((look) => look(trust, now, timezone) ?? []);
}

function deliveries({ lastWebhookAt, undelivered }: Trust, now: Date): Warning | null {
  const isQuiet = lastWebhookAt !== null && now.getTime() - lastWebhookAt.getTime() > 26 * HOUR;
  const quiet = isQuiet
    ? `No webhook for ${ago(lastWebhookAt.toISOString(), now).replace(" ago", "")}`
    : null;
  if (undelivered && undelivered.missing > 0) {
    const { count, more, missing } = undelivered;
    const says = `Stripe says ${more ? "over " : ""}${formatCount(count)} ${count === 1 && !more ? "is" : "are"} undelivered`;
    const left =
      missing < count || more
        ? `, and ${more ? "at least " : ""}${formatCount(missing)} of them never arrived`
        : "";
    return { words: `${quiet ? `${quiet}; ` : ""}${says}${left}: fetch them.`, remedy: "fetch" };
  }
  if (!quiet) return null;
  const words = undelivered
    ? `${quiet}, and Stripe knows of nothing that it could not deliver: nobody joined or left, or Stripe has no endpoint here. Fetch what there is, and have your developer run the doctor.`
    : `${quiet}, and Stripe does not answer now. Fetch what there is once it does, and have your developer run the doctor.`;
  return { words, remedy: "fetch" };
}

function silence({ unheard }: Trust): Warning | null {
  if (unheard === 0) return null;
  return {
    words: `Webhooks are not arriving: ${plural(unheard, "payment")} of the last day had to be read from Stripe by the welcome page, and no webhook told of ${unheard === 1 ? "it" : "them"} within a minute. Nothing is lost, but who renews or leaves is seen late. Fetch what there is; then look in Stripe’s dashboard, under Webhooks, whether the endpoint is switched on, leads here and sends checkout.session.completed, and have your developer run the doctor.`,
    remedy: "fetch",
  };
}

function failures({ failedEvents }: Trust): Warning | null {
  if (failedEvents === 0) return null;
  return {
    words: `${plural(failedEvents, "event")} could not be applied. None is lost: read why below, and apply ${failedEvents === 1 ? "it" : "them"} again once the reason is gone.`,
    remedy: "replay",
  };
}

function doubts(trust: Trust, now: Date): Warning | null {
  const isOld = trust.unsettled.some((doubt) => now.getTime() - doubt.since.getTime() > HOUR);
  if (!isOld) return null;
  return {
    words: `${plural(trust.doubts, "subscription or payment", "subscriptions or payments")} could not be checked with Stripe for over an hour: is Stripe, or the key, out of order?`,
    remedy: null,
  };
}

function lastComparison({ runs }: Trust): Warning | null {
  const last = runs.find((run) => run.finishedAt !== null);
  if (last?.error) {
    const words = `The last comparison with Stripe did not get to its end: ${last.error}`;
    return { words, remedy: "compare" };
  }
  if (!last || last.differences <= last.repaired || last.dryRun) return null;
  const left = plural(last.differences - last.repaired, "difference");
  return {
    words: `The last comparison left ${left} that it could not put right: see below.`,
    remedy: "compare",
  };
}

function oldComparison({ verifiedAt }: Trust, now: Date): Warning | null {
  if (!verifiedAt || now.getTime() - verifiedAt.getTime() <= 48 * HOUR) return null;
  return {
    words: `The number was last compared with Stripe ${ago(verifiedAt.toISOString(), now)}.`,
    remedy: "compare",
  };
}

function heldMail({ mailHeld }: Trust, now: Date, timezone: string): Warning | null {
  if (!mailHeld) return null;
  const since = momentOf(mailHeld.since.toISOString(), timezone, now);
  return {
    words: `Mail waits since ${since}, when a backup was brought back: what was sent after the backup would go out a second time. ${plural(mailHeld.waiting, "letter")} ${mailHeld.waiting === 1 ? "waits" : "wait"}. Let mail go once you have looked.`,
    remedy: "release_mail",
  };
}
