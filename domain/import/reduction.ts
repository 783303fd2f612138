import type { Element, Parents } from "hast";
import { type HostedVideo, hostedVideo } from "@/domain/article/hosted-video";
import { Footnotes } from "./footnotes";
import { pictureAddress } from "./picture-address";

/** A picture of an article, not fetched yet. */
export interface RemotePicture {
  type: "remote-picture";
  url: string;
  alt: string;
  caption?: string;
}

/** Pictures that belong together, not fetched yet. */
export interface RemoteGallery {
  type: "remote-gallery";
  title: string;
  pictures: RemotePicture[];
}

/** A film on a video host, whose title and still are not fetched yet. */
export interface RemoteVideo {
  type: "remote-video";
  video: HostedVideo;
  /** Empty when only its host knows it. */
  title: string;
}

/** A title that is only an address says nothing. */
export function remoteVideo(video: HostedVideo, title: string): RemoteVideo {
  const words = title.replace(/\s+/g, " ").trim();
  return { type: "remote-video", video, title: /^https?:\/\/\S+$/.test(words) ? "" : words };
}

/** What runs, loads or asks something is never taken, nor anything inside it. */
const REFUSED = new Set(
  (
    "script style iframe frame frameset object embed applet form input button select textarea option video audio " +
    "source track canvas svg math template noscript noembed noframes link meta base title xmp plaintext portal dialog"
  ).split(" "),
);
/** Deeper than any article; a hostile one must not exhaust the stack. */
const MAX_DEPTH = 100;
const TOLD_OF_ADDRESS = 80;

/** What one article loses on its way, and the pictures and films it brings. */
export class Reduction {
  /** What was left out, in words, and how often. */
  readonly dropped = new Map<string, number>();
  readonly footnotes: Footnotes;
  private isInNote = false;
  private media: (RemotePicture | RemoteVideo)[] = [];

  constructor(
    tree: Parents,
    private readonly baseUrl: string | null,
    private readonly takesFiles = false,
  ) {
    this.footnotes = new Footnotes(tree);
  }

  drop(what: string): void {
    this.dropped.set(what, (this.dropped.get(what) ?? 0) + 1);
  }

  /** Whether an element is of a kind that is never taken. */
  static isRefused(element: Element): boolean {
    return REFUSED.has(element.tagName);
  }

  /** Whether an element and all inside it is left out. */
  refuses(element: Element, depth: number): boolean {
    if (depth > MAX_DEPTH) this.drop("content nested too deep");
    else if (REFUSED.has(element.tagName)) this.drop(`<${element.tagName}>${this.hostOf(element)}`);
    else return false;
    return true;
  }

  /** Whether a picture's address can be asked for; it is told when it cannot. */
  takesPicture(image: Element, caption = ""): boolean {
    const given = pictureAddress(image);
    const url = this.resolve(given);
    if (!url || !(this.takesFiles ? /^(https?|file):/ : /^https?:/).test(url)) {
      this.drop(given ? `picture (“${cut(given)}” is not allowed)` : "picture without an address");
      return false;
    }
    const alt = String(image.properties.alt ?? "");
    this.media.push({ type: "remote-picture", url, alt, ...(caption ? { caption } : {}) });
    return true;
  }

  /** Whether a frame shows a film of a video host, which is taken; every other frame is refused. */
  takesFrame(element: Element): boolean {
    if (element.tagName !== "iframe") return false;
    const { src, dataSrc, title } = element.properties;
    const address = this.resolve(typeof dataSrc === "string" ? dataSrc : src);
    const video = address && hostedVideo(address);
    if (!video) return false;
    this.takeVideo(video, typeof title === "string" ? title : "");
    return true;
  }

  takeVideo(video: HostedVideo, title = ""): void {
    this.media.push(remoteVideo(video, title));
  }

  /** What a note says; null inside another one: two that lead to each other would never end. */
  withoutNotes(say: () => string): string | null {
    if (this.isInNote) return null;
    this.isInNote = true;
    try {
      return say();
    } finally {
      this.isInNote = false;
    }
  }

  /** The pictures and films met since the last call. */
  giveMedia(): (RemotePicture | RemoteVideo)[] {
    const given = this.media;
    this.media = [];
    return given;
  }

  /** An address in full, or null. */
  resolve(address: unknown): string | null {
    if (typeof address !== "string" || !address.trim()) return null;
    const base = this.baseUrl ?? undefined;
    return URL.canParse(address, base) ? new URL(address, base).href : null;
  }

  /** Whose frame or file it was. */
  private hostOf({ properties }: Element): string {
    const address = this.resolve(properties.src ?? properties.dataSrc ?? properties.data);
    const host = address && new URL(address).hostname;
    return host ? ` of ${host}` : "";
  }
}

function cut(address: string): string {
  return address.length > TOLD_OF_ADDRESS ? `${address.slice(0, TOLD_OF_ADDRESS)}…` : address;
}
