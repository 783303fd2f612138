CREATE TABLE "join_offers" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"price_ids" text[] NOT NULL,
	"suggested_price_id" text,
	"own_amounts" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "join_offers_is_one_row" CHECK ("join_offers"."id" = 1)
);
