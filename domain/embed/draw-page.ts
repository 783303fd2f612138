import type { BannerText } from "@/domain/drive/banner-text";
import { type EmbedOptions, optionsQuery } from "./embed-options";
import { EMBED_WORDS } from "./embed-words";
import { liveWords } from "./live-words";
import { type Palette, paletteOn } from "./palette";
import { escapeXml } from "./xml";

/** A page and the one style sheet in it, whose hash its policy names. */
export interface EmbedPage {
  html: string;
  styles: string;
}

export interface PagePlace {
  /** The slug asked for: `current` stays `current`. */
  slug: string;
  siteUrl: string;
}

/** The page inside an iframe: whole without a script, kept up to date by a small one. */
export function drawPage(text: BannerText, options: EmbedOptions, { slug, siteUrl }: PagePlace): EmbedPage {
  const styles = pageStyles(options);
  const { lang } = options;
  const address = `${siteUrl}/embed/${slug}${optionsQuery(options)}`;
  const oembed = `${siteUrl}/api/oembed?url=${encodeURIComponent(address)}&format=json`;
  const title = `${EMBED_WORDS[lang].drive}: ${text.title}`;
  const html = [
    `<!doctype html><html lang="${lang}" data-drive="${slug}" data-version="${text.version}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta name="color-scheme" content="${options.theme === "auto" ? "light dark" : options.theme}">`,
    `<title>${escapeXml(title)}</title>`,
    `<link rel="alternate" type="application/json+oembed" href="${escapeXml(oembed)}" title="${escapeXml(text.title)}">`,
    `<style>${styles}</style></head>`,
    `<body class="${options.layout}${options.message ? "" : " quiet"}">${pageBody(text, options, title)}`,
    `<script src="/embed/frame.js" defer></script></body></html>\n`,
  ];
  return { html: html.join(""), styles };
}

function pageBody(text: BannerText, options: EmbedOptions, title: string): string {
  const words = liveWords(text, options.lang);
  const slot = (name: keyof typeof words) => `data-slot="${name}">${escapeXml(words[name])}`;
  return [
    `<main aria-label="${escapeXml(title)}">`,
    `<p class="figures"><b ${slot("count")}</b> <span class="goal" ${slot("outOf")}</span> <span class="deadline" ${slot("deadline")}</span></p>`,
    `<svg class="bar" height="6" aria-hidden="true"><rect class="track" width="100%" height="6"/><rect class="fill" data-bar width="${words.percent}" height="6"/></svg>`,
    `<p class="status" ${slot("status")}</p><p class="message" ${slot("message")}</p>`,
    `<p class="foot"><a target="_blank" rel="noopener" href="${escapeXml(text.joinUrl)}"${words.join ? "" : " hidden"} ${slot("become")}</a>`,
    ` <span class="time" ${slot("time")}</span> <button type="button" hidden ${slot("pause")}</button></p></main>`,
  ].join("");
}

function pageStyles({ theme, accent }: EmbedOptions): string {
  const variables = (colours: Palette) =>
    `:root{--ground:${colours.ground};--ink:${colours.ink};--soft:${colours.soft};--track:${colours.track};--accent:${colours.accent};--link:${colours.link}}`;
  const light = variables(paletteOn("light", accent));
  const dark = variables(paletteOn("dark", accent));
  const colours =
    theme === "auto" ? `${light}@media(prefers-color-scheme:dark){${dark}}` : theme === "dark" ? dark : light;
  return colours + PAGE_STYLES;
}

const PAGE_STYLES = `
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.3 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{padding:10px 14px 8px}
p{margin:0}
.figures,.foot{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 9px}
b{font-size:30px;line-height:1.1;font-weight:650;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
.goal{font-size:16px;color:var(--soft);font-variant-numeric:tabular-nums}
.deadline{margin-left:auto;font-weight:500}
.bar{display:block;width:100%;height:6px;margin:5px 0 7px}
.track{fill:var(--track)}
.fill{fill:var(--accent)}
.status{font-weight:600}
.status:empty,.quiet .message{display:none}
.message{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.foot{margin-top:1px;font-size:12px;color:var(--soft)}
a,button{display:inline-block;padding:5px 0;border:0;background:none;font:inherit;color:inherit;text-decoration:underline;text-underline-offset:.18em;cursor:pointer}
a{font-weight:600;font-size:13px;color:var(--link)}
button{margin-left:auto}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
[hidden],.badge :is(.bar,.status,.message,.deadline,a,button){display:none}
.badge main{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 9px;padding:5px 10px}
.badge b{font-size:17px}
.badge .goal{font-size:14px}
@media(max-width:300px){b{font-size:24px}.goal{font-size:14px}.deadline{display:none}main{padding:5px 10px 2px}.bar{margin:4px 0 5px}.message{-webkit-line-clamp:1;font-size:13px}.foot{gap:0 6px}a{font-size:12px}.time{font-size:11px}}
@media(prefers-reduced-motion:no-preference){.fill{transition:width .9s cubic-bezier(.2,.7,.2,1)}}
@media(forced-colors:active){.track{fill:GrayText}.fill{fill:Highlight}}
@media print{a,button{display:none}}
`;
