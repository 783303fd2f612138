import { getRuntime } from "@/runtime";

/** Holds the Checkout session that this browser opened last. */
export const CHECKOUT_COOKIE = "muster_checkout";

/** Lets this browser, and no one who only knows the welcome's address, see what it has just paid for. */
export function checkoutCookie(sessionId: string): string {
  const secure = getRuntime().ctx.settings.siteUrl.startsWith("https://") ? "; Secure" : "";
  return `${CHECKOUT_COOKIE}=${sessionId}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax${secure}`;
}

/** An answer to a form that leads on. */
export function seeOther(location: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, ...(cookie ? { "set-cookie": cookie } : {}) },
  });
}
