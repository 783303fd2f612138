import type { Locale } from "@/domain/locale";
import { localPath, wordsIn } from "./words/words";

interface ShareProps {
  newsroom: string;
  number: string;
  locale: Locale;
  siteUrl: string;
}

/** A new member tells others: links, and a picture that carries its own time, because it will be looked at later. */
export function Share({ newsroom, number, locale, siteUrl }: ShareProps) {
  const words = wordsIn(locale);
  const address = `${siteUrl}${localPath(locale, "/")}`;
  const [url, text] = [encodeURIComponent(address), encodeURIComponent(words.shareText(newsroom, number))];
  const links = [
    [words.shareMail, `mailto:?subject=${encodeURIComponent(newsroom)}&body=${text}%20${url}`],
    ["Telegram", `https://t.me/share/url?url=${url}&text=${text}`],
    ["WhatsApp", `https://wa.me/?text=${text}%20${url}`],
    ["Bluesky", `https://bsky.app/intent/compose?text=${text}%20${url}`],
  ] as const;
  const card = `/embed/current.png?layout=card&lang=${locale}`;
  return (
    <section aria-labelledby="share" className="no-print mt-8 border-t border-rule pt-4 font-sans">
      <h2 id="share" className="font-semibold">
        {words.tellFriends}
      </h2>
      <p className="mt-1 flex flex-wrap gap-x-6">
        {links.map(([name, href]) => (
          <a
            key={name}
            className="inline-flex min-h-11 items-center"
            href={href}
            rel="noopener noreferrer nofollow"
          >
            {name}
          </a>
        ))}
        <button
          type="button"
          className="button-quiet"
          data-action="copy"
          data-url={address}
          data-done={words.shareCopied}
        >
          {words.shareCopy}
        </button>
      </p>
      <a className="mt-3 inline-block max-w-full" href={card} download="members.png">
        {/* biome-ignore lint/performance/noImgElement: the picture as it will be sent, not one made smaller. */}
        <img src={card} alt={words.shareCardAlt} className="block border border-rule" />
        <span className="inline-flex min-h-11 items-center text-sm">{words.shareCard}</span>
      </a>
    </section>
  );
}
