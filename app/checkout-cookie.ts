import { getRuntime } from "@/runtime";

const ownSite = () => getRuntime().ctx.settings.siteUrl;

/** Name of the cookie that holds the Checkout session this browser opened last; over https no other host can set it. */
export function checkoutCookieName(siteUrl = ownSite()): string {
  return siteUrl.startsWith("https://") ? "__Host-muster_checkout" : "muster_checkout";
}

/** Lets this browser, and no one who only knows the welcome's address, see what it has just paid for. */
export function checkoutCookie(sessionId: string, siteUrl = ownSite()): string {
  const secure = siteUrl.startsWith("https://") ? "; Secure" : "";
  return `${checkoutCookieName(siteUrl)}=${sessionId}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax${secure}`;
}

/** An answer to a form that leads on. */
export function seeOther(location: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, ...(cookie ? { "set-cookie": cookie } : {}) },
  });
}
