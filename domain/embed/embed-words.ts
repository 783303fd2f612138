import type { Locale } from "@/domain/locale";

/** What embeds say beside the banner's own sentences. */
interface EmbedWords {
  drive: string;
  members: string;
  become: string;
  pause: string;
  resume: string;
  asOf: string;
}

export const EMBED_WORDS: Record<Locale, EmbedWords> = {
  en: {
    drive: "Membership drive",
    members: "members",
    become: "Become a member",
    pause: "Pause updates",
    resume: "Resume updates",
    asOf: "as of ",
  },
  uk: {
    drive: "Збір учасників",
    members: "учасників",
    become: "Стати учасником",
    pause: "Зупинити оновлення",
    resume: "Відновити оновлення",
    asOf: "станом на ",
  },
};
