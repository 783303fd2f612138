import { createTransport } from "nodemailer";
import { type Mailer, MailNotSentError } from "@/domain/mail/mailer";

const TIMEOUT_MS = 20_000;
/** Refusals from before a letter is handed over; what breaks later may have been taken. */
const BEFORE_THE_LETTER = new Set(["EDNS", "EAUTH", "EENVELOPE", "ETLS", "ENOAUTH", "EOAUTH2"]);

interface SmtpFailure {
  code?: string;
  syscall?: string;
  responseCode?: number;
}

/** Mail through the newsroom's SMTP server: one connection a letter, because letters are few. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(
    {
      url,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // Nothing in a letter is read from a file or fetched from an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send(mail) {
      try {
        await transport.sendMail(mail);
      } catch (error) {
        throw notSent(error as Error & SmtpFailure) ?? error;
      }
    },
  };
}

/** What the server's answer proves: null when the letter may have been taken all the same. */
function notSent(error: Error & SmtpFailure): MailNotSentError | null {
  const { code = "", responseCode = 0, syscall } = error;
  const refused = responseCode >= 400;
  const neverConnected = syscall === "connect" || syscall === "getaddrinfo";
  if (!refused && !neverConnected && !BEFORE_THE_LETTER.has(code)) return null;
  // A wrong password is put right by staff, so its letters wait; a wrong address stays wrong.
  const isFinal = responseCode >= 500 && code !== "EAUTH";
  return new MailNotSentError(error.message, isFinal, { cause: error });
}
