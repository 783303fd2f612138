ALTER TABLE "article_imports" ADD COLUMN "lossy" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "article_imports" ADD COLUMN "losses" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "imported_articles" ADD COLUMN "pending_hash" text;--> statement-breakpoint
ALTER TABLE "imported_articles" ADD COLUMN "left_out" text;