import { z } from "zod";
import type { Fact } from "./facts";
import {
  parseCharge,
  parseCheckout,
  parseCustomer,
  parseDispute,
  parseInvoice,
  parseInvoicePayment,
  parseRefund,
  type Statement,
} from "./parse-objects";
import { parsePreviousSubscription, parseSubscription } from "./parse-subscription";
import { type JsonValue, trimPayload } from "./trim-payload";

/** What must be asked of Stripe when an event about it could not be used. */
export interface Subject {
  kind: "subscription" | "customer" | "payment";
  id: string;
}

/** An event as it is stored and applied. `facts` is empty for types that cannot change who counts. */
export interface ParsedEvent {
  id: string;
  type: string;
  created: Date;
  apiVersion: string | null;
  livemode: boolean;
  account: string | null;
  payload: JsonValue;
  subject: Subject | null;
  facts: Fact[];
  /** Why it cannot be used; it is stored as failed, and trying again cannot help. */
  error: string | null;
}

const envelope = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  created: z.union([z.number(), z.iso.datetime({ offset: true })]),
  api_version: z.string().nullish(),
  livemode: z.boolean().nullish(),
  account: z.string().nullish(),
  data: z.object({ object: z.looseObject({}), previous_attributes: z.unknown().optional() }).nullish(),
});

/** Thrown when a body is not a Stripe event at all: there is nothing to store it under. */
export class NotAnEventError extends Error {
  override readonly name = "NotAnEventError";
}

/**
 * Turns a verified body into facts. Throws only NotAnEventError; an event whose object cannot be read comes
 * back with `error` set and, where it could be told, the subject to ask Stripe about.
 */
export function parseStripeEvent(body: unknown, emailHashKey: string): ParsedEvent {
  const parsed = envelope.safeParse(body);
  if (!parsed.success)
    throw new NotAnEventError("The body is JSON but not a Stripe event: it needs id, type and created.");
  const e = parsed.data;
  const created = new Date(typeof e.created === "number" ? e.created * 1000 : e.created);
  const object = e.data?.object;
  const base = {
    id: e.id,
    type: e.type,
    created,
    apiVersion: e.api_version ?? null,
    livemode: e.livemode ?? false,
    account: e.account ?? null,
    payload: trimPayload(e.data ?? {}, emailHashKey),
    subject: object ? subjectOf(e.type, object) : null,
  };
  if (!object) return { ...base, facts: [], error: thinReason(e.type) };
  const statement: Statement = {
    origin: { kind: "event", eventId: e.id, type: e.type },
    at: created,
    emailHashKey,
  };
  try {
    return { ...base, facts: factsOf(e.type, object, e.data?.previous_attributes, statement), error: null };
  } catch (error) {
    return { ...base, facts: [], error: reasonOf(error) };
  }
}

function factsOf(type: string, object: unknown, previous: unknown, statement: Statement): Fact[] {
  switch (type) {
    case "customer.created":
    case "customer.updated":
      return [parseCustomer(object, statement)];
    case "customer.deleted":
      return [{ ...parseCustomer(object, statement), emailHash: null, deleted: true }];
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
    case "checkout.session.expired":
      return [parseCheckout(object, statement)];
    case "invoice_payment.paid": {
      const fact = parseInvoicePayment(object, statement);
      return fact ? [fact] : [];
    }
    case "charge.succeeded":
    case "charge.refunded":
      return [parseCharge(object, statement)];
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return [parseRefund(object, statement)];
  }
  if (type.startsWith("customer.subscription.")) {
    const { origin, at } = statement;
    const updated = type === "customer.subscription.updated" && previous !== undefined;
    return [
      {
        kind: "subscription",
        origin,
        at,
        created: type === "customer.subscription.created",
        ...(updated ? { previous: parsePreviousSubscription(previous) } : {}),
        state: parseSubscription(object, at),
      },
    ];
  }
  if (INVOICE_TYPES.has(type)) return [parseInvoice(object, statement)];
  if (type.startsWith("charge.dispute.")) return [parseDispute(object, statement)];
  if (type.startsWith("product.") || type.startsWith("price.")) {
    return [{ kind: "catalogue", origin: statement.origin, at: statement.at }];
  }
  return [];
}

const INVOICE_TYPES = new Set([
  "invoice.paid",
  "invoice.payment_succeeded",
  "invoice.payment_failed",
  "invoice.finalized",
  "invoice.marked_uncollectible",
  "invoice.voided",
]);

function subjectOf(type: string, object: Record<string, unknown>): Subject | null {
  const id = typeof object.id === "string" ? object.id : null;
  if (type.startsWith("customer.subscription.") && id) return { kind: "subscription", id };
  if (/^customer\.(created|updated|deleted)$/.test(type) && id) return { kind: "customer", id };
  const payment = object.payment_intent ?? object.charge ?? (type.startsWith("charge.") ? id : null);
  if (/^(charge|refund)\./.test(type) && typeof payment === "string") return { kind: "payment", id: payment };
  if (typeof object.subscription === "string") return { kind: "subscription", id: object.subscription };
  return null;
}

function thinReason(type: string): string {
  return type.startsWith("v1.") || type.startsWith("v2.")
    ? "A thin event, which carries no object: set the endpoint's payload style to snapshot in Stripe."
    : "The event carries no object.";
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join(".") || "object"}: ${issue.message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
