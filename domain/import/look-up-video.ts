import { z } from "zod";
import type { HostedVideo } from "@/domain/article/hosted-video";
import { guardedFetch } from "./guarded-fetch";

/** What a video host tells of a film. */
export interface AboutVideo {
  title: string | null;
  /** Address of a still. */
  still: string | null;
  durationSeconds: number | null;
}

const oembedSchema = z.object({
  title: z.string().nullish(),
  thumbnail_url: z.url().nullish(),
  duration: z.int().positive().nullish().catch(null),
});

/** Asks a film's host for its title, its still and how long it is. Throws GuardedFetchError, or what is wrong with the answer. */
export async function lookUpVideo({ about }: HostedVideo): Promise<AboutVideo> {
  const { body } = await guardedFetch(about, { types: ["application/json"], maxBytes: 256 * 1024 });
  return readOembed(body.toString("utf8"));
}

export function readOembed(json: string): AboutVideo {
  const told = oembedSchema.parse(JSON.parse(json));
  return {
    title: told.title?.trim() || null,
    still: told.thumbnail_url ?? null,
    durationSeconds: told.duration ?? null,
  };
}
