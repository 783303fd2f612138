import type { Picture as PictureData } from "@/domain/article/article";
import type { Locale } from "@/domain/locale";
import { Arrow } from "./icons";
import { Figure } from "./picture";
import { wordsIn } from "./words/words";

interface GalleryProps {
  /** Empty when it has none of its own. */
  title: string;
  pictures: PictureData[];
  locale: Locale;
}

/** Pictures side by side, moved by swiping, by scrolling, with the arrow keys or with the two buttons. */
export function Gallery({ title: given, pictures, locale }: GalleryProps) {
  const words = wordsIn(locale);
  const title = given || words.gallery;
  return (
    <section aria-label={title} className="wide">
      <muster-gallery class="block">
        <div className="flex items-center justify-between gap-4">
          <h2 className="gallery-title">
            {title} <span className="font-normal text-soft">· {words.galleryOf(pictures.length)}</span>
          </h2>
          <div className="flex">
            <button
              type="button"
              className="icon-button"
              data-action="back"
              aria-label={words.previousPicture}
            >
              <Arrow direction="left" />
            </button>
            <button type="button" className="icon-button" data-action="on" aria-label={words.nextPicture}>
              <Arrow direction="right" />
            </button>
          </div>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is operated by arrow keys. */}
        <ul className="gallery-track" tabIndex={0} aria-label={title}>
          {pictures.map((picture, index) => (
            <li key={`${picture.src}${picture.caption}`}>
              <Figure
                picture={picture}
                sizes="(min-width: 48rem) 40rem, 80vw"
                place={words.galleryPlace(index + 1, pictures.length)}
              />
            </li>
          ))}
        </ul>
      </muster-gallery>
    </section>
  );
}
