import type { Picture as PictureData } from "@/domain/article/article";

interface PictureProps {
  picture: PictureData;
  className?: string;
  /** The picture a page opens with is fetched first; all others when they come near. */
  eager?: boolean;
}

/** A stored picture at its own proportions, so that nothing jumps. */
export function Picture({ picture, className = "", eager = false }: PictureProps) {
  return (
    // biome-ignore lint/performance/noImgElement: next/image writes inline styles, which the pages' policy forbids.
    <img
      src={picture.src}
      width={picture.width}
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
  /** "2 of 4", in a gallery. */
  place?: string;
}

/** A picture with its caption and credit. */
export function Figure({ picture, eager = false, place }: FigureProps) {
  return (
    <figure>
      <Picture picture={picture} eager={eager} className="w-full" />
      {(picture.caption || picture.credit || place) && (
        <figcaption className="caption">
          {place && <span className="caption-place">{place}</span>}
          {picture.caption} {picture.credit && <span className="caption-credit">{picture.credit}</span>}
        </figcaption>
      )}
    </figure>
  );
}
