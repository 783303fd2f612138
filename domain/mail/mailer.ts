/** A letter as it goes out. */
export interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The same at every attempt, so that a mail server can tell a repeated one. */
  messageId: string;
}

/** Where mail goes: a mail server, or the demo's outbox. Throws MailNotSentError when it certainly did not go. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** The mail server did not take the letter, so it may be tried again without arriving twice. */
export class MailNotSentError extends Error {
  override readonly name = "MailNotSentError";

  constructor(
    message: string,
    /** Trying again cannot help: no such address, or mail refused for good. */
    readonly isFinal: boolean,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
