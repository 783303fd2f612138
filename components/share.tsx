import { type Locale, localPath } from "@/domain/locale";
import { ShareLinks } from "./share-links";
import { wordsIn } from "./words/words";

interface ShareProps {
  newsroom: string;
  number: string;
  locale: Locale;
  siteUrl: string;
}

/** A new member tells others: links, and a picture that carries its own time, because it will be looked at later. */
export function Share({ newsroom, number, locale, siteUrl }: ShareProps) {
  const words = wordsIn(locale);
  const card = `/embed/current.png?layout=card&lang=${locale}`;
  return (
    <section aria-labelledby="share" className="no-print mt-8 border-t border-rule pt-4 font-sans">
      <h2 id="share" className="font-semibold">
        {words.tellFriends}
      </h2>
      <p className="mt-1 flex flex-wrap gap-x-6">
        <ShareLinks
          subject={newsroom}
          text={words.shareText(newsroom, number)}
          url={`${siteUrl}${localPath(locale, "/")}`}
          locale={locale}
        />
      </p>
      <a className="mt-3 inline-block max-w-full" href={card} download="members.png">
        {/* biome-ignore lint/performance/noImgElement: the picture as it will be sent, not one made smaller. */}
        <img src={card} alt={words.shareCardAlt} className="block border border-rule" />
        <span className="target text-sm">{words.shareCard}</span>
      </a>
    </section>
  );
}
