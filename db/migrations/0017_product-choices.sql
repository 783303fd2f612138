CREATE TABLE "product_choices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"before" text[] NOT NULL,
	"after" text[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX "product_choices_at_idx" ON "product_choices" USING btree ("at");