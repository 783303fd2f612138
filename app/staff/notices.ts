// Only these words are ever shown: what stands in the address is a key, never text.
const NOTICES = {
  credentials: "That e-mail and password do not match.",
  locked: "Too many attempts. Please wait a few minutes and try again.",
  origin: "That form was not sent from this page. Please try again here.",
  signed_out: "You are signed out.",
  drive_already_held: "The number was already on hold: someone may have been faster.",
  drive_not_held: "The number was not on hold any more: someone may have been faster.",
  drive_not_found: "There is no such drive any more.",
  invalid_input: "Say why in a few words, up to 160 characters: readers see the reason.",
  not_allowed: "Your role may look but not hold. Ask an administrator of your newsroom.",
  failed: "That did not work. Nothing was changed; please try again.",
} as const;

export type Notice = keyof typeof NOTICES;

/** The words for a key in the address; null for anything else. */
export function noticeWords(key: string | string[] | undefined): string | null {
  return typeof key === "string" && Object.hasOwn(NOTICES, key) ? NOTICES[key as Notice] : null;
}

export function isNotice(key: string | undefined): key is Notice {
  return key !== undefined && Object.hasOwn(NOTICES, key);
}

/** Both pages of the staff room read one thing of their address: `?notice=`. */
export interface StaffPageProps {
  searchParams: Promise<{ notice?: string | string[] }>;
}
