import { expect, test } from "vitest";
import { checkoutCookie } from "./checkout-cookie";

test("over https no script reads it, no other host sets it, and it goes nowhere else", () => {
  expect(checkoutCookie("cs_1", "https://members.example.org")).toBe(
    "__Host-muster_checkout=cs_1; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure",
  );
});

test("on a machine without https, where browsers refuse that prefix, it is the same but for it", () => {
  expect(checkoutCookie("cs_1", "http://localhost:3000")).toBe(
    "muster_checkout=cs_1; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax",
  );
});
