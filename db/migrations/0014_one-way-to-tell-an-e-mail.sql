-- What was typed at Checkout goes to its own column before the one that told them apart goes away.
UPDATE "stripe_customers" SET "checkout_email_hash" = "email_hash", "checkout_email_at" = coalesce("applied_at", now()), "email_hash" = NULL
  WHERE "email_from" = 'checkout';--> statement-breakpoint
ALTER TABLE "stripe_customers" DROP COLUMN "email_from";