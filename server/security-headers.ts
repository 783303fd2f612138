import { FRAME_ORIGINS } from "@/domain/article/hosted-video";

const COMMON = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
};

const HSTS = { "strict-transport-security": "max-age=31536000" };

/** Headers of every answer: of JSON, pictures, errors and streams they are all; pages say more by their own. */
export function baseHeaders(isHttps: boolean): readonly (readonly [string, string])[] {
  return Object.entries({
    "x-content-type-options": COMMON["x-content-type-options"],
    "referrer-policy": COMMON["referrer-policy"],
    "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    ...(isHttps ? HSTS : {}),
  });
}

export interface HeaderOptions {
  isHttps: boolean;
  dev: boolean;
}

/** Headers of pages without a framework: scripts and styles only from files of this site, nothing inline. */
export function documentHeaders({ isHttps, dev }: HeaderOptions): Record<string, string> {
  const csp = [
    "default-src 'none'",
    dev ? "script-src 'self' 'unsafe-inline' 'unsafe-eval'" : "script-src 'self'",
    dev ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    // The embed gallery shows the frame a webmaster is about to copy; films are framed once a reader asks for them.
    `frame-src 'self' ${FRAME_ORIGINS.join(" ")}`,
    dev ? "connect-src 'self' ws:" : "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    ...COMMON,
    "content-security-policy": csp,
    ...(dev ? {} : { "speculation-rules": '"/speculation-rules.json"' }),
    ...(isHttps ? HSTS : {}),
  };
}

/**
 * Headers of the page inside an iframe, which anyone may frame. `styleHash` is of its one style sheet; the site is
 * named beside 'self', which means nothing in a sandbox without an origin.
 */
export function embedPageHeaders(styleHash: string, siteUrl: string): Record<string, string> {
  const csp = [
    "default-src 'none'",
    `script-src 'self' ${siteUrl}`,
    `style-src 'sha256-${styleHash}'`,
    `connect-src 'self' ${siteUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors *",
  ].join("; ");
  return { "content-security-policy": csp, "referrer-policy": "strict-origin-when-cross-origin" };
}

/** Headers of full Next pages: their scripts carry this answer's nonce. `formAction` is where forms may lead. */
export function appHeaders(
  nonce: string,
  formAction: readonly string[],
  { isHttps, dev }: HeaderOptions,
): Record<string, string> {
  const csp = [
    "default-src 'self'",
    dev ? "script-src 'self' 'unsafe-inline' 'unsafe-eval'" : `script-src 'self' 'nonce-${nonce}'`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    dev ? "connect-src 'self' ws:" : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // A form's redirect is checked too: Checkout and the portal are where ours lead.
    `form-action 'self' ${formAction.join(" ")}`.trim(),
    "frame-ancestors 'none'",
  ].join("; ");
  return { ...COMMON, "content-security-policy": csp, ...(isHttps ? HSTS : {}) };
}

/** Which links the browser may fetch ahead: reader pages only, when the reader is about to follow one. */
export const SPECULATION_RULES = JSON.stringify({
  prerender: [
    {
      where: {
        and: [
          {
            href_matches: [
              "/",
              "/articles/*",
              "/sections/*",
              "/authors/*",
              "/how-we-count",
              "/uk",
              "/uk/articles/*",
            ],
          },
          { not: { selector_matches: "[rel~=nofollow]" } },
        ],
      },
      eagerness: "moderate",
    },
  ],
});
