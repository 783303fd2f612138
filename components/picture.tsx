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

/** A picture with its caption and credit. */
export function Figure({ picture, eager = false }: { picture: PictureData; eager?: boolean }) {
  return (
    <figure>
      <Picture picture={picture} eager={eager} className="w-full" />
      <Caption picture={picture} />
    </figure>
  );
}

export function Caption({ picture }: { picture: PictureData }) {
  if (!picture.caption && !picture.credit) return null;
  return (
    <figcaption className="mt-2 font-sans text-sm leading-snug text-soft">
      {picture.caption}{" "}
      {picture.credit && <span className="whitespace-nowrap opacity-90">{picture.credit}</span>}
    </figcaption>
  );
}
