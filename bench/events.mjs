import { stripeSignature } from "./measure.mjs";

/** A whole HTTP request that tells of the `n`th new subscription, signed. */
export function webhookRequest({ template, secret, path = "/api/stripe/webhook" }, n) {
  const body = JSON.stringify(newSubscription(template, n));
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nStripe-Signature: ${stripeSignature(body, secret)}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** The template as another subscription of another customer, created now. */
export function newSubscription(template, n) {
  const created = Math.floor(Date.now() / 1_000);
  return {
    ...template,
    id: `evt_bench_${n}`,
    created,
    data: {
      object: {
        ...template.data.object,
        id: `sub_bench_${n}`,
        customer: `cus_bench_${n}`,
        created,
        start_date: created,
      },
    },
  };
}
