import { type Block, blockSchema, type Picture } from "@/domain/article/article";
import type { HostedVideo } from "@/domain/article/hosted-video";
import type { Ctx } from "@/domain/context";
import { storePicture } from "@/domain/media/store-picture";
import type { DraftBlock } from "./html-to-blocks";
import type { SourceArticle } from "./imported";
import { type AboutVideo, lookUpVideo } from "./look-up-video";
import type { Losses } from "./losses";
import type { RemoteVideo } from "./reduction";
import type { SilentHosts } from "./silent-hosts";

export interface MediaOptions {
  allowedHost: string | null;
  /** Who is asked about a film; its host unless said otherwise. */
  lookUp?: (video: HostedVideo) => Promise<AboutVideo>;
  /** Ends it between two pictures. */
  signal?: AbortSignal;
  silent: SilentHosts;
  /** Called before each picture or film. */
  onNext?: () => void;
  /** Where its source keeps the pictures that it names by `file:` addresses; none may be named without it. */
  folder?: string;
  /** Held pictures are asked for at most once a day. */
  mayBeADayOld?: boolean;
}

/** Addresses of all its pictures. */
export function picturesOf({ hero }: SourceArticle, blocks: readonly DraftBlock[]): string[] {
  const inBody = blocks.flatMap((block) =>
    block.type === "remote-gallery"
      ? block.pictures.map((picture) => picture.url)
      : block.type === "remote-picture"
        ? block.url
        : [],
  );
  return [...new Set([...(hero ? [hero.url] : []), ...inBody])];
}

/** Blocks with their pictures stored and their films told of; what could not be had is added to `lost`. */
export async function withMedia(
  ctx: Ctx,
  blocks: readonly DraftBlock[],
  options: MediaOptions,
  lost: Losses,
): Promise<Block[]> {
  const body: Block[] = [];
  for (const block of blocks) {
    if (block.type === "remote-video") {
      beforeNext(options);
      body.push(await film(ctx, block, options, lost));
      continue;
    }
    if (block.type !== "remote-picture" && block.type !== "remote-gallery") {
      body.push(blockSchema.parse(block));
      continue;
    }
    const pictures: Picture[] = [];
    for (const remote of block.type === "remote-gallery" ? block.pictures : [block]) {
      beforeNext(options);
      const stored = await bringPicture(ctx, remote, options, lost);
      if (stored) pictures.push(stored);
    }
    // A gallery of one is a picture.
    if (block.type === "remote-gallery" && pictures.length > 1)
      body.push({ type: "gallery", title: block.title, pictures });
    else body.push(...pictures.map((each) => ({ type: "figure" as const, picture: each })));
  }
  return body;
}

function beforeNext({ signal, onNext }: MediaOptions): void {
  signal?.throwIfAborted();
  onNext?.();
}

/** Null, with the reason in `lost`, for one that cannot be had: the article is worth having without it. */
export async function bringPicture(
  ctx: Ctx,
  { url, alt, caption }: { url: string; alt: string; caption?: string },
  options: MediaOptions,
  lost: Losses,
): Promise<Picture | null> {
  try {
    const stored = await options.silent.ask(url, () => storePicture(ctx, url, options));
    return { ...stored, alt, ...(caption ? { caption } : {}) };
  } catch (error) {
    lost.add("picture", error);
    return null;
  }
}

/** A film is shown without a title or a still of its own when its host does not answer. */
async function film(
  ctx: Ctx,
  { video, title }: RemoteVideo,
  options: MediaOptions,
  lost: Losses,
): Promise<Block> {
  const lookUp = options.lookUp ?? lookUpVideo;
  const about = await options.silent
    .ask(video.about, () => lookUp(video))
    .catch((error: unknown) => {
      lost.add(`what ${video.host} tells of a film`, error);
      return null;
    });
  const poster = about?.still ? await bringPicture(ctx, { url: about.still, alt: "" }, options, lost) : null;
  return {
    type: "video",
    title: title || about?.title || "",
    poster,
    src: video.frame,
    durationSeconds: about?.durationSeconds ?? null,
  };
}
