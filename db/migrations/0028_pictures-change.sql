ALTER TABLE "media" ALTER COLUMN "source_url" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "etag" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "last_modified" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "checked_at" timestamp (3) with time zone DEFAULT now() NOT NULL;