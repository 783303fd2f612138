CREATE TABLE "passes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payment_intent_id" text NOT NULL,
	"checkout_id" text NOT NULL,
	"customer_id" text,
	"recipient_hash" text,
	"member_id" uuid,
	"price_id" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"money_back" text,
	"attribution" jsonb,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"counts" boolean NOT NULL,
	"reason" text,
	"next_change_at" timestamp (3) with time zone,
	CONSTRAINT "passes_payment_intent_id_unique" UNIQUE("payment_intent_id"),
	CONSTRAINT "a_term_has_a_length" CHECK ("passes"."ends_at" > "passes"."starts_at"),
	CONSTRAINT "not_counting_pass_has_a_reason" CHECK ("passes"."counts" = ("passes"."reason" is null)),
	CONSTRAINT "a_pass_has_no_recipient" CHECK ("passes"."kind" = 'gift' or "passes"."recipient_hash" is null)
);
--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "custom_minimum" integer;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "custom_preset" integer;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "currency_options" jsonb;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "term" text;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "term_months" integer;--> statement-breakpoint
ALTER TABLE "passes" ADD CONSTRAINT "passes_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passes_member_idx" ON "passes" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "passes_customer_idx" ON "passes" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "passes_recipient_idx" ON "passes" USING btree ("recipient_hash") WHERE "passes"."recipient_hash" is not null;--> statement-breakpoint
CREATE INDEX "passes_next_change_idx" ON "passes" USING btree ("next_change_at") WHERE "passes"."next_change_at" is not null;