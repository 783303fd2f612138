import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { wordsIn } from "@/components/words/words";
import { type Locale, localPath } from "@/domain/locale";

/** The one page that stands alone: it must be whole when nothing else of the site can be. */
const STYLE = `:root{color-scheme:light dark;--paper:#fbf8f2;--ink:#17181a;--soft:#57534c;--accent:#12386b}
@media(prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#ece7dd;--soft:#aaa497;--accent:#9dc0f2}}
body{margin:0;background:var(--paper);color:var(--ink);font-family:Georgia,"Times New Roman",serif}
main{max-width:34rem;margin:18vh auto 0;padding:0 1.25rem}
h1{margin:0;padding-top:1.5rem;border-top:4px solid var(--accent);font-size:2.6rem;line-height:1.1}
p{margin:1rem 0 0;color:var(--soft);font-size:1.25rem;line-height:1.45}
a{color:var(--accent)}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Answers a plain page that no cache keeps: 500 for a mistake of ours, 503 for what passes by itself. */
export function sendTroublePage(res: ServerResponse, status: 500 | 503, locale: Locale): void {
  const words = wordsIn(locale);
  const [title, text] =
    status === 500 ? [words.troubleTitle, words.troubleText] : [words.awayTitle, words.awayText];
  const body = Buffer.from(`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${text}</p>
<p><a href="${localPath(locale, "/")}">${words.toFront}</a></p></main></body></html>`);
  res.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-length": body.length,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
    ...(status === 503 ? { "retry-after": "30" } : {}),
  });
  res.end(body);
}
