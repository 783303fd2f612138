import type { Locale } from "@/domain/locale";
import { wordsIn } from "./words/words";

interface ShareLinksProps {
  /** What a letter is headed with. */
  subject: string;
  /** What is said beside the address. */
  text: string;
  url: string;
  locale: Locale;
}

/** Plain links, and the address to copy: nothing of anybody else's is loaded, and nobody is told who reads. */
export function ShareLinks({ subject, text, url, locale }: ShareLinksProps) {
  const words = wordsIn(locale);
  const [said, address] = [encodeURIComponent(text), encodeURIComponent(url)];
  const links = [
    [words.shareMail, `mailto:?subject=${encodeURIComponent(subject)}&body=${said}%20${address}`],
    ["Telegram", `https://t.me/share/url?url=${address}&text=${said}`],
    ["WhatsApp", `https://wa.me/?text=${said}%20${address}`],
    ["Bluesky", `https://bsky.app/intent/compose?text=${said}%20${address}`],
  ] as const;
  return (
    <>
      {links.map(([name, href]) => (
        <a
          key={name}
          className="target no-underline hover:underline"
          href={href}
          rel="noopener noreferrer nofollow"
        >
          {name}
        </a>
      ))}
      <button
        type="button"
        className="target hover:underline"
        data-action="copy"
        data-url={url}
        data-done={words.shareCopied}
      >
        {words.shareCopy}
      </button>
    </>
  );
}
