import type { AuthorTranslations } from "@/db/schema";
import type { Author } from "@/domain/article/article";

function avatar(name: string): Author["avatar"] {
  return { src: `/pictures/author-${name}.svg`, width: 320, height: 320, alt: "" };
}

/** The sample newsroom's writers, all of them invented. */
export const SAMPLE_AUTHORS = {
  halyna: {
    slug: "halyna-verbova",
    name: "Halyna Verbova",
    role: "Correspondent, Dnipro",
    bio: "Halyna writes about the river and the people who work on it. Before the Courier she repaired ship radios for nine years, and still fixes the newsroom’s.",
    translations: {
      uk: {
        name: "Галина Вербова",
        role: "Кореспондентка, Дніпро",
        bio: "Галина пише про річку й людей, які на ній працюють. Раніше дев’ять років лагодила суднові радіостанції й досі лагодить редакційну.",
      },
    },
    avatar: avatar("halyna"),
  },
  ostap: {
    slug: "ostap-zhuk",
    name: "Ostap Zhuk",
    role: "City politics",
    bio: "Ostap reads budgets so that you do not have to. He keeps a list of every public clock in the city that tells the wrong time.",
    translations: {
      uk: {
        name: "Остап Жук",
        role: "Міська політика",
        bio: "Остап читає бюджети, щоб вам не доводилося. Веде список усіх міських годинників, які показують неправильний час.",
      },
    },
    avatar: avatar("ostap"),
  },
  daryna: {
    slug: "daryna-moroz",
    name: "Daryna Moroz",
    role: "Culture editor",
    bio: "Daryna edits the culture pages and sings alto, badly, in no choir at all.",
    translations: {
      uk: {
        name: "Дарина Мороз",
        role: "Редакторка відділу культури",
        bio: "Дарина редагує сторінки культури і співає альтом: погано й у жодному хорі.",
      },
    },
    avatar: avatar("daryna"),
  },
  marko: {
    slug: "marko-lys",
    name: "Marko Lys",
    role: "Business correspondent",
    bio: "Marko counts other people’s money for a living. He drove the number 9 trolleybus for two winters and can still fold a transfer ticket into a heron.",
    translations: {
      uk: {
        name: "Марко Лис",
        role: "Кореспондент відділу бізнесу",
        bio: "Марко заробляє тим, що рахує чужі гроші. Дві зими водив тролейбус дев’ятого маршруту й досі вміє скласти з талона чаплю.",
      },
    },
    avatar: avatar("marko"),
  },
} as const satisfies Record<string, Author & { translations: AuthorTranslations }>;
