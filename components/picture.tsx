import type { Picture as PictureData } from "@/domain/article/article";

const COLUMN = "(min-width: 48rem) 46rem, 92vw";

interface PictureProps {
  picture: PictureData;
  className?: string;
  /** How wide it is shown, as `sizes` has it; by default as wide as the text column. */
  sizes?: string;
  /** The picture a page opens with is fetched first; all others when they come near. */
  eager?: boolean;
}

/** A stored picture at its own proportions, so that nothing jumps. */
export function Picture({ picture, className = "", sizes = COLUMN, eager = false }: PictureProps) {
  const { src, width, widths = [] } = picture;
  const candidates = [...widths.map((each) => `${src}-${each} ${each}w`), `${src} ${width}w`];
  return (
    // biome-ignore lint/performance/noImgElement: next/image writes inline styles, which the pages' policy forbids.
    <img
      {...(widths.length > 0 ? { srcSet: candidates.join(", "), sizes } : {})}
      src={src}
      width={width}
      height={picture.height}
      alt={picture.alt}
      className={className}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding="async"
    />
  );
}

interface FigureProps {
  picture: PictureData;
  eager?: boolean;
  sizes?: string;
  /** "2 of 4", in a gallery. */
  place?: string;
}

/** As wide as the text column, in pixels: a smaller picture is shown as it is, not blown up. */
const COLUMN_WIDTH = 736;

/** A picture with its caption and credit. */
export function Figure({ picture, eager = false, sizes, place }: FigureProps) {
  return (
    <figure>
      <Picture
        picture={picture}
        eager={eager}
        {...(sizes ? { sizes } : {})}
        className={picture.width < COLUMN_WIDTH ? "" : "w-full"}
      />
      {(picture.caption || picture.credit || place) && (
        <figcaption className="caption">
          {place && <span className="caption-place">{place}</span>}
          {picture.caption} {picture.credit && <span className="caption-credit">{picture.credit}</span>}
        </figcaption>
      )}
    </figure>
  );
}
