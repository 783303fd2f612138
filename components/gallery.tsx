import type { Picture as PictureData } from "@/domain/article/article";
import type { Locale } from "@/domain/locale";
import { Figure } from "./picture";
import { wordsIn } from "./words/words";

/** Pictures side by side, moved by swiping, by scrolling or with the arrow keys. */
export function Gallery({
  title,
  pictures,
  locale,
}: {
  title: string;
  pictures: PictureData[];
  locale: Locale;
}) {
  return (
    <section aria-label={title}>
      <h2 className="!mt-0 font-sans !text-base !font-semibold">
        {title} <span className="font-normal text-soft">· {wordsIn(locale).galleryOf(pictures.length)}</span>
      </h2>
      <muster-gallery
        class="mt-3 flex snap-x snap-mandatory gap-3 overflow-x-auto pb-3"
        tabIndex={0}
        role="group"
        aria-label={title}
      >
        {pictures.map((picture) => (
          <div key={`${picture.src}${picture.caption}`} className="w-[86%] flex-none snap-start">
            <Figure picture={picture} />
          </div>
        ))}
      </muster-gallery>
    </section>
  );
}
