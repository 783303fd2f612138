CREATE TABLE "banner_pages" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"without" text[] NOT NULL,
	"revision" integer NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "banner_pages_is_one_row" CHECK ("banner_pages"."id" = 1)
);
