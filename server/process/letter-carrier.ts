import { join } from "node:path";
import { writeLetter } from "@/components/mail/write-letter";
import { dropOldAttempts } from "@/domain/attempt-limit";
import type { Ctx } from "@/domain/context";
import type { Mailer } from "@/domain/mail/mailer";
import { dropUnpaidOrders, queueLetters } from "@/domain/mail/queue-letters";
import { sendLetters } from "@/domain/mail/send-letters";
import { dropOldDrafts } from "@/domain/source/drop-old-drafts";
import type { Settings } from "@/env";
import { Outbox } from "../mail/outbox";
import { smtpMailer } from "../mail/smtp-mailer";

const TIDY_MS = 60 * 60_000;

/** The demo's outbox: in demo and dev, while no mail server is given. */
export function openOutbox(settings: Settings, now: () => Date): Outbox | null {
  if (settings.mode === "production" || settings.smtpUrl) return null;
  return new Outbox(join(settings.dataDir, "outbox"), now);
}

/** One round of mail for the workers; without anywhere to send it, only what is over is forgotten. */
export function letterCarrier(ctx: Ctx, settings: Settings, outbox: Outbox | null): () => Promise<void> {
  const mailer = mailerOf(settings) ?? outbox;
  let tidiedAt = 0;
  return async () => {
    if (mailer) {
      await queueLetters(ctx);
      await sendLetters(ctx, mailer, writeLetter);
    }
    if (Date.now() - tidiedAt < TIDY_MS) return;
    tidiedAt = Date.now();
    await dropUnpaidOrders(ctx);
    await dropOldAttempts(ctx);
    await dropOldDrafts(ctx);
  };
}

function mailerOf({ smtpUrl, mailFrom }: Settings): Mailer | null {
  return smtpUrl && mailFrom ? smtpMailer(smtpUrl, mailFrom) : null;
}
