import { createHmac } from "node:crypto";
import { subscriptionEvent } from "@/domain/testing/subscription-event";

export const SECRET = "whsec_current";
const MINUTES_6 = 360;

/** A `Stripe-Signature` header as Stripe makes it. */
export function sign(body: string, secret: string, at = Date.now()): string {
  const t = Math.floor(at / 1_000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

/** Twenty-odd ways to get in without the secret. */
export function forgeries(): { why: string; body: string; signature: string | null }[] {
  const event = subscriptionEvent();
  const body = JSON.stringify(event);
  const good = sign(body, SECRET);
  const t = Math.floor(Date.now() / 1_000);
  const hex = good.split("v1=")[1] ?? "";
  const ago = (seconds: number) => sign(body, SECRET, Date.now() - seconds * 1_000);
  return [
    { why: "no signature", body, signature: null },
    { why: "an empty signature", body, signature: "" },
    { why: "not a signature", body, signature: "hello" },
    { why: "no time", body, signature: `v1=${hex}` },
    { why: "no v1", body, signature: `t=${t}` },
    { why: "an empty v1", body, signature: `t=${t},v1=` },
    { why: "only v0, the test scheme", body, signature: `t=${t},v0=${hex}` },
    { why: "cut short", body, signature: good.slice(0, -2) },
    { why: "too long", body, signature: `${good}00` },
    { why: "another secret", body, signature: sign(body, "whsec_other") },
    { why: "the empty secret", body, signature: sign(body, "") },
    { why: "the secret's name without its prefix", body, signature: sign(body, SECRET.slice(6)) },
    { why: "older than 300 s", body, signature: ago(MINUTES_6) },
    { why: "from the future", body, signature: ago(-MINUTES_6) },
    { why: "another time than signed", body, signature: good.replace(/t=\d+/, `t=${t - 1}`) },
    { why: "a time that is no number", body, signature: good.replace(/t=\d+/, "t=now") },
    { why: "serialised again", body: JSON.stringify(event, null, 1), signature: good },
    {
      why: "keys in another order",
      body: JSON.stringify(Object.fromEntries(Object.entries(event).reverse())),
      signature: good,
    },
    { why: "one byte changed", body: body.replace('"active"', '"activE"'), signature: good },
    { why: "one byte more", body: `${body} `, signature: good },
    { why: "truncated", body: body.slice(0, -1), signature: good },
    {
      why: "the signature of another event",
      body,
      signature: sign(JSON.stringify(subscriptionEvent()), SECRET),
    },
  ];
}
