CREATE TABLE "attempt_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"resets_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"serial" integer DEFAULT 0 NOT NULL,
	"locale" text NOT NULL,
	"to_sealed" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"last_error" text,
	CONSTRAINT "a_letter_once" UNIQUE("kind","subject_id","serial")
);
--> statement-breakpoint
CREATE TABLE "gift_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	"code_hash" text NOT NULL,
	"locale" text NOT NULL,
	"recipient_sealed" text,
	"card_sealed" text,
	"lettered" boolean DEFAULT false NOT NULL,
	"redeemed_at" timestamp (3) with time zone,
	CONSTRAINT "gift_orders_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
ALTER TABLE "stripe_customers" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "letters_due_idx" ON "letters" USING btree ("due_at") WHERE "letters"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "gift_orders_unlettered_idx" ON "gift_orders" USING btree ("ordered_at") WHERE not "gift_orders"."lettered";--> statement-breakpoint
CREATE INDEX "stripe_customers_erase_idx" ON "stripe_customers" USING btree ("id") WHERE "stripe_customers"."deleted" and "stripe_customers"."erased_at" is null;