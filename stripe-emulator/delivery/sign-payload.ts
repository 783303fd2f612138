import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header. Its time is real time: receivers compare it with their own clock. */
export function signPayload(body: string, secret: string, atMs = Date.now()): string {
  const time = Math.floor(atMs / 1000);
  const signature = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  return `t=${time},v1=${signature}`;
}
