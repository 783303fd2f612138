/** A film that a video host keeps: it is only loaded after a click. */
export interface HostedVideo {
  /** The host's name, as readers know it. */
  host: "YouTube" | "Vimeo";
  /** The host's page for frames, without cookies where it has such a page. */
  frame: string;
  /** The film's own page, for readers without scripts and for feeds. */
  page: string;
  /** Where the host tells its title and its still (oEmbed, JSON). */
  about: string;
}

/** What pages may frame, and nothing else of anybody's. */
export const FRAME_ORIGINS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"] as const;

const YOUTUBE_HOSTS = new Set(["youtube.com", "m.youtube.com", "youtube-nocookie.com", "youtu.be"]);
/** A list and whatever is live now have addresses as films have. */
const NO_FILMS = new Set(["videoseries", "live_stream"]);
const VIMEO_HOSTS = new Set(["vimeo.com", "player.vimeo.com"]);

/** The film behind an address of a video host, in any of the forms its pages and frames have; null for any other address. */
export function hostedVideo(address: string): HostedVideo | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return null;
  const host = url.hostname.replace(/^www\./, "");
  if (YOUTUBE_HOSTS.has(host)) return onYouTube(host, url);
  return VIMEO_HOSTS.has(host) ? onVimeo(url) : null;
}

function onYouTube(host: string, url: URL): HostedVideo | null {
  const [first = "", second = ""] = url.pathname.split("/").slice(1);
  const id =
    host === "youtu.be"
      ? first
      : first === "watch"
        ? url.searchParams.get("v")
        : /^(embed|shorts|live|v)$/.test(first)
          ? second
          : null;
  if (!id || !/^[\w-]{11}$/.test(id) || NO_FILMS.has(id)) return null;
  const page = `https://www.youtube.com/watch?v=${id}`;
  return {
    host: "YouTube",
    frame: `https://www.youtube-nocookie.com/embed/${id}`,
    page,
    about: `https://www.youtube.com/oembed?format=json&url=${encodeURIComponent(page)}`,
  };
}

function onVimeo(url: URL): HostedVideo | null {
  const [, id, inPath] = /^\/(?:video\/)?(\d{5,12})(?:\/([\da-f]{6,20}))?\/?$/.exec(url.pathname) ?? [];
  if (!id) return null;
  // A film that is not listed is only shown to who knows this.
  const key = inPath ?? /^[\da-f]{6,20}$/.exec(url.searchParams.get("h") ?? "")?.[0];
  const page = `https://vimeo.com/${id}${key ? `/${key}` : ""}`;
  return {
    host: "Vimeo",
    frame: `https://player.vimeo.com/video/${id}?dnt=1${key ? `&h=${key}` : ""}`,
    page,
    about: `https://vimeo.com/api/oembed.json?url=${encodeURIComponent(page)}`,
  };
}
