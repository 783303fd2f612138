import type { BannerText } from "@/domain/drive/banner-text";
import type { EmbedOptions } from "./embed-options";
import { timeOf } from "./embed-text";
import { EMBED_WORDS } from "./embed-words";
import { widthOf } from "./measure";
import { paletteOn } from "./palette";
import { escapeXml } from "./xml";

const SIZE = 11;
const PAD = 6;
const HEIGHT = 20;
const LABEL_GROUND = "#44474d";

/** A badge for a README: 20 pixels high, label and value side by side, each as wide as its text is made. */
export function drawBadge(text: BannerText, options: EmbedOptions): string {
  const label = EMBED_WORDS[options.lang].members;
  const rest = ` ${text.outOf} · ${timeOf(text)}`;
  const labelText = Math.round(widthOf(label, SIZE));
  const valueText = Math.round(widthOf(text.count + rest, SIZE));
  const labelWidth = labelText + 2 * PAD;
  const width = labelWidth + valueText + 2 * PAD;
  const { link, onAccent } = paletteOn("light", options.accent);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="t" data-version="${text.version}" lang="${options.lang}">`,
    `<title id="t">${escapeXml(`${EMBED_WORDS[options.lang].drive}: ${text.asOf}`)}</title>`,
    `<rect width="${width}" height="${HEIGHT}" rx="3" fill="${link}"/>`,
    `<path d="M3 0h${labelWidth - 3}v${HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="${LABEL_GROUND}"/>`,
    `<g font-family="Verdana,Inter,'DejaVu Sans',system-ui,sans-serif" font-size="${SIZE}">`,
    `<text x="${labelWidth / 2}" y="14" text-anchor="middle" fill="#ffffff">${escapeXml(label)}</text>`,
    `<text x="${labelWidth + PAD + valueText / 2}" y="14" text-anchor="middle" fill="${onAccent}"><tspan data-count="">${escapeXml(text.count)}</tspan><tspan>${escapeXml(rest)}</tspan></text>`,
    "</g></svg>\n",
  ].join("");
}
