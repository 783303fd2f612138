import type { RssItem } from "./parse-feed";

interface Media {
  url?: string;
  medium?: string;
  type?: string;
}

/** The picture an item has of its own. */
export function pictureOf({ media, enclosures = [] }: RssItem): string | null {
  const inGroups = (media?.groups ?? []).flatMap(({ contents }) => contents ?? []);
  const contents: Media[] = [...(media?.contents ?? []), ...inGroups];
  const pictures = [
    ...contents.filter(isPicture),
    ...enclosures.filter(({ type }) => type?.startsWith("image/")),
  ];
  return firstAddress(pictures);
}

/** A small one, for who has no other. */
export function thumbnailOf({ media }: RssItem): string | null {
  const inGroups = (media?.groups ?? []).flatMap(({ thumbnails }) => thumbnails ?? []);
  return firstAddress([...(media?.thumbnails ?? []), ...inGroups]);
}

function isPicture({ medium, type, url }: Media): boolean {
  if (medium !== undefined) return medium === "image";
  if (type !== undefined) return type.startsWith("image/");
  return /\.(jpe?g|png|webp|avif|gif)$/i.test(url?.replace(/[?#].*$/s, "") ?? "");
}

function firstAddress(pictures: readonly Media[]): string | null {
  return pictures.find(({ url }) => url && !isFace(url))?.url ?? null;
}

/** WordPress.com lists the author's face before the article's pictures. */
function isFace(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return (
    url !== null && (/(^|\.)gravatar\.com$/.test(url.hostname) || url.searchParams.has("d", "identicon"))
  );
}
