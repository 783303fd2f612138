ALTER TABLE "payments" ALTER COLUMN "applied_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "unsettled" ADD COLUMN "unknown" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_customers" ADD COLUMN "checkout_email_hash" text;--> statement-breakpoint
ALTER TABLE "stripe_customers" ADD COLUMN "checkout_email_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "discount_ends_at" timestamp (3) with time zone;