// Only these words are ever shown for a key in the address; a refusal's own words come in a short-lived cookie.
const NOTICES = {
  credentials: "That did not match. Please try again.",
  locked: "Too many attempts. Please wait a few minutes and try again.",
  code_used: "That code was used already. Sign in again, and type the next one it shows.",
  sign_in_over: "That took too long, or too many codes. Please sign in again.",
  origin: "That form was not sent from this page. Please try again here.",
  signed_out: "You are signed out.",
  second_factor: "Administrators need a second factor. Set it up here; then everything opens.",
  second_factor_set: "The second factor is set. From now on sign-in asks for a code.",
  password_changed: "The password is changed, and every other session has ended.",
  sessions_ended: "Ended.",
  account_ready: "Your account is ready. Sign in with the password you chose.",
  saved: "Saved.",
  recorded: "Recorded. Every page and embed shows it already.",
  drive_ending: "It ends now. Every page and embed says so within two seconds.",
  undone: "Taken back. Every page and embed shows it already.",
  discarded: "Thrown away. Nothing was changed.",
  not_waiting: "That is not waiting any more: it was recorded, or thrown away.",
  replayed: "Applied again: nothing failed.",
  fetched: "Fetched: everything Stripe could not deliver is applied.",
  nothing_to_fetch: "Asked Stripe: nothing is missing.",
  comparing: "The comparison has begun. What it finds stands in the comparisons below.",
  compared: "Compared with Stripe. What was found is the first line of the comparisons.",
  mail_released: "Mail goes out again.",
  channel_added: "Added. Send a test to see it arrive.",
  removed: "Removed.",
  test_sent: "On its way. Below stands what became of it.",
  letter_queued: "On its way. Below stands what became of it.",
  person_erased: "Erased. Nothing here leads to that person any more.",
  ledger_agrees: "Checked: count, ledger, rows and breakdown are one number.",
  refused: "That was refused. Nothing was changed.",
  failed: "That did not work. Nothing was changed; please try again.",
} as const;

export type Notice = keyof typeof NOTICES;

/** Holds the words of a refusal until the next page has shown them. */
export const WORDS_COOKIE = "muster_words";

/** The words for a key in the address, or those a refusal left; null for anything else. */
export function noticeWords(key: string | string[] | undefined, left?: string): string | null {
  if (typeof key !== "string" || !Object.hasOwn(NOTICES, key)) return null;
  if (key === "refused" && left) {
    try {
      return decodeURIComponent(left);
    } catch {
      return NOTICES.refused;
    }
  }
  return NOTICES[key as Notice];
}
