import type { Block } from "@/domain/article/article";
import { hostedVideo } from "@/domain/article/hosted-video";
import type { Locale } from "@/domain/locale";
import { Picture } from "./picture";
import { wordsIn } from "./words/words";

/**
 * A still with a play button; the film itself, and whoever keeps it, is not asked before somebody presses it. Without
 * scripts it is a link.
 */
export function VideoFacade({ video, locale }: { video: Extract<Block, { type: "video" }>; locale: Locale }) {
  const words = wordsIn(locale);
  const hosted = hostedVideo(video.src);
  const title = video.title || words.film;
  const length = video.durationSeconds && lengthIn(video.durationSeconds, locale);
  return (
    <figure className="wide">
      <muster-video
        class="relative block"
        data-src={video.src}
        data-title={title}
        data-framed={hosted ? "" : undefined}
      >
        <a
          href={hosted?.page ?? video.src}
          rel={hosted ? "noopener" : undefined}
          className="relative block aspect-video"
          aria-label={`${words.play}: ${title}`}
        >
          {video.poster ? (
            <Picture picture={video.poster} className="size-full object-cover" />
          ) : (
            <span className="block size-full bg-track" />
          )}
          <span className="absolute inset-0 grid place-items-center">
            <span className="grid size-18 place-items-center rounded-full bg-paper/95 text-ink">
              <svg viewBox="0 0 24 24" width="30" height="30" aria-hidden="true">
                <path d="M8 5v14l11-7z" fill="currentColor" />
              </svg>
            </span>
          </span>
        </a>
      </muster-video>
      <figcaption className="caption">
        {[title, length, hosted && words.fromHost(hosted.host)].filter(Boolean).join(" · ")}
      </figcaption>
    </figure>
  );
}

/** "8 s", "12:34", "1:02:03". */
function lengthIn(seconds: number, locale: Locale): string {
  if (seconds < 60) return wordsIn(locale).seconds(seconds);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const parts = hours > 0 ? [hours, minutes, seconds % 60] : [minutes, seconds % 60];
  return parts.map((part, at) => (at === 0 ? part : String(part).padStart(2, "0"))).join(":");
}
