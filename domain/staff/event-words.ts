import type { Dashboard } from "@/domain/drive/read-dashboard";

type FeedEvent = Dashboard["feed"][number];

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

const JOINED: Record<FeedEvent["kind"], string> = {
  subscription: "A member joined",
  gift: "A gift membership began",
  pass: "A pass began",
  source: "A source was raised",
  correction: "Corrected upwards",
};

const LEFT: Record<FeedEvent["kind"], string> = {
  subscription: "A member left",
  gift: "A gift membership ended",
  pass: "A pass ended",
  source: "A source was lowered",
  correction: "Corrected downwards",
};

// `event` and `expiry` are the everyday causes and need no word.
const CAUSES: Record<string, string> = {
  import: "imported",
  reconcile: "found when comparing with Stripe",
  adjustment: "recorded by staff",
  merge: "two records were one person",
  policy: "counting policy changed",
};

/** An anonymous line for a change of the count: "A member joined", "Supporter, Ukraine". */
export function eventWords(event: Pick<FeedEvent, "delta" | "kind" | "cause" | "plan" | "country">): {
  what: string;
  detail: string;
} {
  const what = (event.delta > 0 ? JOINED : LEFT)[event.kind];
  const detail = [event.plan, countryName(event.country), CAUSES[event.cause]].filter(Boolean).join(", ");
  return { what, detail };
}

function countryName(code: string | null): string | undefined {
  if (!code || !/^[A-Za-z]{2}$/.test(code)) return undefined;
  return countryNames.of(code.toUpperCase());
}
