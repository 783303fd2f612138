import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "@/domain/context";
import type { Outcome } from "@/domain/membership/apply-facts";
import { NotAnEventError, type ParsedEvent, parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import type { Metrics } from "../metrics/metrics";
import { BodyTooLargeError, readBody, sendError, sendJson } from "../respond";
import { type CommitQueue, QueueBusyError } from "./commit-queue";
import { type SignatureVerdict, verifySignature } from "./verify-signature";

const MAX_BODY_BYTES = 1_048_576;

export interface WebhookDeps {
  queue: CommitQueue<ParsedEvent, Outcome>;
  secrets: readonly string[];
  emailHashKey: string;
  log: Log;
  metrics: Metrics;
}

const REFUSALS: Record<Exclude<SignatureVerdict, "good">, string> = {
  missing: "There is no Stripe-Signature header. Only Stripe posts here.",
  malformed: "The Stripe-Signature header cannot be read.",
  wrong:
    "The signature does not match: check STRIPE_WEBHOOK_SECRET against the endpoint in Stripe's dashboard.",
  too_old: "The signature is more than 300 seconds away from this server's clock.",
};

/** `POST /api/stripe/webhook`: verified on the raw body, answered only after its commit. */
export async function answerWebhook(
  deps: WebhookDeps,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method !== "POST") {
    sendError(res, 405, "method_not_allowed", "Stripe posts its events here.", { allow: "POST" });
    return;
  }
  const startedAt = performance.now();
  const body = await readWhole(req, res);
  if (!body) return;
  const header = req.headers["stripe-signature"];
  const verdict = verifySignature(String(header ?? "") || undefined, body, deps.secrets, Date.now());
  if (verdict !== "good") {
    deps.metrics.webhook("refused", secondsSince(startedAt), null);
    sendError(res, 400, `signature_${verdict}`, REFUSALS[verdict]);
    return;
  }
  const event = parseBody(deps, body, res);
  if (!event) return;
  const outcome = await commit(deps, event, res);
  deps.metrics.webhook(
    outcome,
    secondsSince(startedAt),
    outcome === "busy" || outcome === "not_stored" ? null : event.created,
  );
}

async function readWhole(req: IncomingMessage, res: ServerResponse): Promise<Buffer | null> {
  try {
    return await readBody(req, MAX_BODY_BYTES);
  } catch (error) {
    if (error instanceof BodyTooLargeError) {
      sendError(res, 413, "body_too_large", "An event is at most 1 MiB.", { connection: "close" });
    } else {
      req.destroy();
    }
    return null;
  }
}

function parseBody(deps: WebhookDeps, body: Buffer, res: ServerResponse): ParsedEvent | null {
  try {
    return parseStripeEvent(JSON.parse(body.toString("utf8")), deps.emailHashKey);
  } catch (error) {
    if (error instanceof SyntaxError) sendError(res, 400, "not_json", "The body is not JSON.");
    else if (error instanceof NotAnEventError) sendError(res, 400, "not_an_event", error.message);
    else throw error;
    return null;
  }
}

async function commit(
  deps: WebhookDeps,
  event: ParsedEvent,
  res: ServerResponse,
): Promise<Outcome | "busy" | "not_stored"> {
  try {
    const outcome = await deps.queue.add(event);
    sendJson(res, 200, { received: true, outcome }, { "cache-control": "no-store" });
    return outcome;
  } catch (error) {
    // Nothing was committed, so Stripe must try again.
    if (error instanceof QueueBusyError) {
      sendError(res, 503, "busy", "Too many events are waiting; try again.", { "retry-after": "5" });
      return "busy";
    }
    deps.log.error({ err: error, event: event.id, type: event.type }, "an event could not be stored");
    sendError(res, 500, "not_stored", "The event could not be stored; try again.");
    return "not_stored";
  }
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1_000;
}
