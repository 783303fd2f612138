import type { Locale } from "@/domain/locale";

const EN = {
  giftSubject: (from: string) => (from ? `${from} gives you a membership` : "You are given a membership"),
  giftLead: (from: string, newsroom: string) => `${from || "Someone"} gives you a membership of ${newsroom}.`,
  dear: (to: string) => (to ? `Dear ${to},` : "Hello,"),
  term: (from: string, until: string) => `It runs from ${from} to ${until}, and ends by itself.`,
  redeem: "Accept the gift",
  codeIs: "Or enter this code:",
  receiptSubject: "Your gift, and its card",
  receiptLead: "Thank you. This is the code on the card; whoever you give it to can use it once.",
  receiptSent: "If you gave us an address, the card is sent there on the first day.",
  why: "You are sent this once, because someone bought a gift. We do not keep your address.",
};

const UK: typeof EN = {
  giftSubject: (from) => (from ? `${from} дарує вам участь` : "Вам подарували участь"),
  giftLead: (from, newsroom) =>
    from ? `${from} дарує вам участь у ${newsroom}.` : `Вам подарували участь у ${newsroom}.`,
  dear: (to) => (to ? `${to}, вітаємо!` : "Вітаємо!"),
  term: (from, until) => `Вона діє з ${from} до ${until} і завершиться сама.`,
  redeem: "Прийняти подарунок",
  codeIs: "Або введіть цей код:",
  receiptSubject: "Ваш подарунок і листівка",
  receiptLead: "Дякуємо. Це код з листівки; той, кому ви її подаруєте, скористається ним один раз.",
  receiptSent: "Якщо ви вказали адресу, листівка прийде туди в перший день.",
  why: "Ви отримали цей лист один раз, бо хтось купив подарунок. Вашої адреси ми не зберігаємо.",
};

export const MAIL_WORDS: Record<Locale, typeof EN> = { en: EN, uk: UK };
