import type { Block } from "@/domain/article/article";
import type { Locale } from "@/domain/locale";
import { Picture } from "./picture";
import { wordsIn } from "./words/words";

/** A still with a play button; the film itself is not fetched before somebody asks. Without scripts it is a link. */
export function VideoFacade({ video, locale }: { video: Extract<Block, { type: "video" }>; locale: Locale }) {
  const words = wordsIn(locale);
  return (
    <figure className="wide">
      <muster-video class="relative block" data-src={video.src} data-title={video.title}>
        <a href={video.src} className="relative block" aria-label={`${words.play}: ${video.title}`}>
          <Picture picture={video.poster} className="w-full" />
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
        {video.title} · {words.seconds(video.durationSeconds)}
      </figcaption>
    </figure>
  );
}
