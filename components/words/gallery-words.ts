import type { SnippetName } from "@/domain/embed/snippets";
import type { Locale } from "@/domain/locale";

interface Recipe {
  title: string;
  text: string;
}

/** The sentences of the embed gallery. */
export interface GalleryWords {
  title: string;
  lead: string;
  promises: string[];
  look: string;
  layout: string;
  layouts: Record<"bar" | "card" | "badge", string>;
  theme: string;
  themes: Record<"auto" | "light" | "dark", string>;
  lang: string;
  langs: Record<Locale, string>;
  message: string;
  on: string;
  off: string;
  accent: string;
  accentNote: string;
  ground: string;
  host: string;
  hostNote: string;
  show: string;
  preview: string;
  previewFrame: string;
  previewPicture: string;
  alt: (newsroom: string) => string;
  lines: string;
  copy: string;
  copied: string;
  recipes: Record<SnippetName, Recipe>;
  strict: string;
  strictText: string;
  ended: string;
  endedText: string;
  footer: string;
}

const EN: GalleryWords = {
  title: "The counter on your site",
  lead: "Show the live number beside your own journalism. Choose a look, copy one line, and it never breaks your page.",
  promises: [
    "No cookies, nothing about your readers",
    "Fixed height, nothing jumps",
    "1.5 kB where there is a script",
  ],
  look: "How it looks",
  layout: "Form",
  layouts: { bar: "Bar", card: "Card", badge: "Badge" },
  theme: "Theme",
  themes: { auto: "As the reader’s", light: "Light", dark: "Dark" },
  lang: "Language",
  langs: { en: "English", uk: "Українська" },
  message: "Message",
  on: "Shown",
  off: "Left out",
  accent: "Colour of the bar",
  accentNote:
    "Hex digits, such as c0392b. Empty for ours; too pale a colour is darkened until it can be seen.",
  ground: "Colour of your page",
  host: "Your site",
  hostNote: "Optional, such as partner.example: joins that start on your page are credited to it.",
  show: "Show this",
  preview: "On your page",
  previewFrame: "As a frame, live",
  previewPicture: "As a picture, with its time",
  alt: (newsroom) => `Membership drive of ${newsroom}`,
  lines: "The line to copy",
  copy: "Copy",
  copied: "Copied",
  recipes: {
    frame: {
      title: "Any page",
      text: "A frame. It needs no script of yours, keeps itself up to date, and works with scripts off.",
    },
    picture: {
      title: "A picture",
      text: "Sharp at every size. It shows the number of the moment it was loaded, with its time.",
    },
    newsletter: {
      title: "Newsletters",
      text: "A picture mail programs can show. They may keep it for a day or two, so it carries its date.",
    },
    badge: { title: "README", text: "A badge in Markdown, for repositories." },
    text: { title: "Text", text: "One line of plain text, for feeds, terminals and screens." },
    json: { title: "JSON", text: "The whole public state of the drive, for your own page or chart." },
    wordpress: {
      title: "WordPress",
      text: "Paste this address on a line of its own: WordPress finds the frame by oEmbed. An editor without that right uses the block “Custom HTML” and the frame above.",
    },
    ghost: {
      title: "Ghost",
      text: "Paste into a card of the kind HTML. In e-mails use the picture for newsletters: mail shows no frames.",
    },
    element: {
      title: "Live, in your own typography",
      text: "A custom element: it takes your page’s text colour, and all of them on a page share one connection. The picture inside is what readers see while, or where, the script does not run.",
    },
    pinned: {
      title: "The same, pinned",
      text: "This address never changes its content, and your page refuses it if it ever did.",
    },
    resize: {
      title: "Frames as high as their content",
      text: "Optional, once on a page with frames: gives each the height it asks for. Both sides check who is speaking.",
    },
  },
  strict: "If your page has a content security policy",
  strictText:
    "Frames need frame-src, pictures img-src, the element script-src and connect-src, each with this origin:",
  ended: "When the drive is over",
  endedText:
    "Every form goes on showing the last number, its time, and whether it is final. Nothing asks anyone to join a drive that has closed. The address with “current” moves on to the next drive by itself.",
  footer: "The counter on your site",
};

const UK: GalleryWords = {
  title: "Лічильник на вашому сайті",
  lead: "Покажіть живе число поруч із власною журналістикою. Оберіть вигляд, скопіюйте один рядок, і він ніколи не зламає вашу сторінку.",
  promises: [
    "Без cookie, нічого про ваших читачів",
    "Стала висота, нічого не стрибає",
    "1,5 кБ там, де є скрипт",
  ],
  look: "Вигляд",
  layout: "Форма",
  layouts: { bar: "Смуга", card: "Картка", badge: "Значок" },
  theme: "Тема",
  themes: { auto: "Як у читача", light: "Світла", dark: "Темна" },
  lang: "Мова",
  langs: { en: "English", uk: "Українська" },
  message: "Звернення",
  on: "Показати",
  off: "Без нього",
  accent: "Колір смуги",
  accentNote:
    "Шістнадцяткові цифри, як-от c0392b. Порожньо: наш колір; надто блідий буде затемнено, щоб його було видно.",
  ground: "Колір вашої сторінки",
  host: "Ваш сайт",
  hostNote:
    "Необов’язково, як-от partner.example: йому буде зараховано тих, хто приєднався з вашої сторінки.",
  show: "Показати",
  preview: "На вашій сторінці",
  previewFrame: "Як фрейм, наживо",
  previewPicture: "Як зображення, з його часом",
  alt: (newsroom) => `Збір учасників: ${newsroom}`,
  lines: "Рядок для копіювання",
  copy: "Копіювати",
  copied: "Скопійовано",
  recipes: {
    frame: {
      title: "Будь-яка сторінка",
      text: "Фрейм. Не потребує вашого скрипту, сам оновлюється і працює з вимкненими скриптами.",
    },
    picture: {
      title: "Зображення",
      text: "Чітке за будь-якого розміру. Показує число на мить завантаження, з його часом.",
    },
    newsletter: {
      title: "Розсилки",
      text: "Зображення, яке показують поштові програми. Вони можуть тримати його день чи два, тож на ньому є дата.",
    },
    badge: { title: "README", text: "Значок у Markdown, для репозиторіїв." },
    text: { title: "Текст", text: "Один рядок звичайного тексту, для стрічок, терміналів і екранів." },
    json: { title: "JSON", text: "Увесь публічний стан збору, для вашої власної сторінки чи графіка." },
    wordpress: {
      title: "WordPress",
      text: "Вставте цю адресу окремим рядком: WordPress знайде фрейм через oEmbed. Редактор без такого права бере блок «Власний HTML» і фрейм вище.",
    },
    ghost: {
      title: "Ghost",
      text: "Вставте в картку типу HTML. У листах беріть зображення для розсилок: пошта не показує фреймів.",
    },
    element: {
      title: "Наживо, вашою типографікою",
      text: "Власний елемент: бере колір тексту вашої сторінки, а всі на сторінці мають одне з’єднання. Зображення всередині видно, поки скрипт не запущено або там, де його немає.",
    },
    pinned: {
      title: "Те саме, закріплене",
      text: "Вміст за цією адресою не змінюється, а ваша сторінка відмовиться від нього, якби змінився.",
    },
    resize: {
      title: "Фрейми на висоту вмісту",
      text: "Необов’язково, раз на сторінку з фреймами: дає кожному потрібну висоту. Обидві сторони перевіряють, хто говорить.",
    },
  },
  strict: "Якщо у вашої сторінки є політика безпеки вмісту",
  strictText:
    "Фреймам потрібна frame-src, зображенням img-src, елементу script-src і connect-src, кожна з цією адресою:",
  ended: "Коли збір завершено",
  endedText:
    "Кожна форма й далі показує останнє число, його час і чи воно остаточне. Ніщо не кличе до збору, який закрито. Адреса з «current» сама переходить до наступного збору.",
  footer: "Лічильник на вашому сайті",
};

const BY_LOCALE: Record<Locale, GalleryWords> = { en: EN, uk: UK };

export function galleryWordsIn(locale: Locale): GalleryWords {
  return BY_LOCALE[locale];
}
