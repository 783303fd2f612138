import type { EmbedOptions } from "./embed-options";
import { escapeXml } from "./xml";

interface Frame {
  address: string;
  title: string;
  width: number;
  height: number;
}

/** The height a frame is given where nothing can size it: enough for its content at 240 pixels of width. */
export function frameHeight({ layout, message }: EmbedOptions): number {
  if (layout === "badge") return 32;
  return message ? 120 : 96;
}

/** An iframe: works without a script on either side, at its fixed height. */
export function frameCode({ address, title, width, height }: Frame): string {
  return `<iframe src="${escapeXml(address)}" title="${escapeXml(title)}" width="${width}" height="${height}" style="border:0;max-width:100%" loading="lazy"></iframe>`;
}
