CREATE TABLE "media_sizes" (
	"media_id" text NOT NULL,
	"width" integer NOT NULL,
	"avif" "bytea" NOT NULL,
	"webp" "bytea" NOT NULL,
	CONSTRAINT "media_sizes_media_id_width_pk" PRIMARY KEY("media_id","width")
);
--> statement-breakpoint
ALTER TABLE "media_sizes" ADD CONSTRAINT "media_sizes_media_id_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE cascade ON UPDATE no action;