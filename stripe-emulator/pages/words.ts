/** The few words of the hosted pages, in the languages the sessions may ask for. */
const en = {
  subscribeTo: "Join",
  pay: "Pay",
  email: "Email",
  name: "Name on card",
  card: "Card number",
  cardHint: "4242… pays, 4000 0000 0000 0002 is declined, 4000 0025 0000 3155 asks to authenticate.",
  code: "Promotion code",
  amount: "Amount",
  back: "Go back",
  declined: "Your card was declined. Try a different card.",
  expired: "This checkout session has expired",
  failed: "We could not authenticate your card. Try again or use a different card.",
  badAmount: "Choose an amount within the limits.",
  badEmail: "Enter an email address such as reader@example.com.",
  badCode: "This code is not valid.",
  badCard: "Enter one of the test card numbers.",
  thenEvery: { day: "a day", week: "a week", month: "a month", year: "a year" } as Record<string, string>,
};

const uk: typeof en = {
  subscribeTo: "Приєднатися",
  pay: "Сплатити",
  email: "Електронна пошта",
  name: "Ім’я на картці",
  card: "Номер картки",
  cardHint: "4242… сплачує, 4000 0000 0000 0002 відхиляється, 4000 0025 0000 3155 просить підтвердження.",
  code: "Промокод",
  amount: "Сума",
  back: "Повернутися",
  declined: "Картку відхилено. Спробуйте іншу.",
  expired: "Термін дії цієї сторінки оплати минув",
  failed: "Не вдалося підтвердити картку. Спробуйте ще раз або іншу картку.",
  badAmount: "Виберіть суму в дозволених межах.",
  badEmail: "Введіть адресу, наприклад reader@example.com.",
  badCode: "Цей код недійсний.",
  badCard: "Введіть один із тестових номерів картки.",
  thenEvery: { day: "на день", week: "на тиждень", month: "на місяць", year: "на рік" },
};

export type Words = typeof en;

export function wordsFor(locale: string | null): { lang: string; words: Words } {
  return locale === "uk" ? { lang: "uk", words: uk } : { lang: "en", words: en };
}

export function money(amount: number, currency: string, lang = "en"): string {
  return new Intl.NumberFormat(lang, { style: "currency", currency }).format(amount / 100);
}
