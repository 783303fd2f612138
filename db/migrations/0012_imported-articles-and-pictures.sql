CREATE TABLE "imported_articles" (
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"article_id" integer NOT NULL,
	"content_hash" text NOT NULL,
	"url" text,
	"imported_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "imported_articles_source_source_id_pk" PRIMARY KEY("source","source_id"),
	CONSTRAINT "imported_articles_article_id_unique" UNIQUE("article_id")
);
--> statement-breakpoint
CREATE TABLE "media" (
	"id" text PRIMARY KEY NOT NULL,
	"source_url" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"avif" "bytea" NOT NULL,
	"webp" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_source_url_unique" UNIQUE("source_url")
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "canonical_url" text;--> statement-breakpoint
ALTER TABLE "imported_articles" ADD CONSTRAINT "imported_articles_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;