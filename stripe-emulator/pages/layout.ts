import { type Html, html } from "./html.ts";

export const NOTICE = "EMULATOR, NO REAL PAYMENTS";

export const STYLE = `
:root{color-scheme:light dark;--ink:#1a1f2b;--paper:#fff;--soft:#f2f4f8;--line:#8a93a5;--accent:#1d4ed8;--on:#fff;--bad:#b42318}
@media (prefers-color-scheme:dark){:root{--ink:#eef1f7;--paper:#14181f;--soft:#1f2530;--line:#7c879b;--accent:#93b4ff;--on:#0b1020;--bad:#ff9d92}}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--soft)}
.notice{margin:0;padding:.6rem 1rem;background:#7a2e00;color:#fff;text-align:center;font-weight:700;letter-spacing:.04em}
main{max-width:30rem;margin:2rem auto;padding:1.5rem;background:var(--paper);border-radius:.75rem}
h1{font-size:1.25rem;margin:0 0 1rem}h2{font-size:1.05rem;margin:1.25rem 0 .5rem}
.total{font-size:1.75rem;font-weight:700;margin:.25rem 0 1rem}
label{display:block;font-weight:600;margin:.9rem 0 .25rem}
input,select{width:100%;min-height:2.75rem;padding:.5rem .7rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.4rem}
input[aria-invalid=true]{border-color:var(--bad)}
button,.button{display:block;width:100%;min-height:2.75rem;margin-top:1rem;padding:.6rem;font:inherit;font-weight:700;text-align:center;color:var(--on);background:var(--accent);border:1px solid var(--accent);border-radius:.4rem;text-decoration:none;cursor:pointer}
.quiet{background:transparent;color:var(--accent)}
.hint{margin:.25rem 0 0;font-size:.875rem}
.error{color:var(--bad);font-weight:600;margin:.25rem 0}
.card{padding:1rem;margin:1rem 0;border:1px solid var(--line);border-radius:.5rem}
a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;

/** A whole page; the notice stands first and in the title, on every page. */
export function page(title: string, body: Html, lang = "en"): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} (${NOTICE})</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_emulator/style.css">
</head>
<body>
<header><p class="notice">${NOTICE}</p></header>
<main>${body}</main>
</body>
</html>
`.text;
}
