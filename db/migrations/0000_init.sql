CREATE TABLE "article_authors" (
	"article_id" integer NOT NULL,
	"author_slug" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "article_authors_article_id_author_slug_pk" PRIMARY KEY("article_id","author_slug")
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "articles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"locale" text NOT NULL,
	"section_slug" text NOT NULL,
	"headline" text NOT NULL,
	"standfirst" text NOT NULL,
	"hero" jsonb,
	"editors_note" text,
	"correction" text,
	"body" jsonb NOT NULL,
	"tags" text[] NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone,
	CONSTRAINT "articles_slug_once_a_language" UNIQUE("slug","locale"),
	CONSTRAINT "article_slug_is_a_slug" CHECK ("articles"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
CREATE TABLE "authors" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"bio" text NOT NULL,
	"avatar" jsonb
);
--> statement-breakpoint
CREATE TABLE "sections" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"lookup_key" text,
	"active" boolean NOT NULL,
	"amount" integer,
	"currency" text NOT NULL,
	"interval" text,
	"interval_count" integer,
	"refreshed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"membership" boolean,
	"refreshed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drives" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "drives_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"title" jsonb NOT NULL,
	"message" jsonb NOT NULL,
	"goal" integer NOT NULL,
	"stretch_goal" integer,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"timezone" text NOT NULL,
	"counting" text NOT NULL,
	"published" boolean DEFAULT false NOT NULL,
	"reached_at" timestamp (3) with time zone,
	"reached_goal" integer,
	"final_count" integer,
	"finalised_at" timestamp (3) with time zone,
	"held_at" timestamp (3) with time zone,
	"held_reason" text,
	"held_by" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drives_slug_unique" UNIQUE("slug"),
	CONSTRAINT "slug_is_a_slug" CHECK ("drives"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and "drives"."slug" not in ('current', 'api')),
	CONSTRAINT "goal_is_positive" CHECK ("drives"."goal" > 0),
	CONSTRAINT "stretch_is_above_goal" CHECK ("drives"."stretch_goal" is null or "drives"."stretch_goal" > "drives"."goal"),
	CONSTRAINT "ends_after_start" CHECK ("drives"."ends_at" > "drives"."starts_at"),
	CONSTRAINT "counting_is_known" CHECK ("drives"."counting" in ('total', 'new')),
	CONSTRAINT "held_has_a_reason" CHECK (("drives"."held_at" is null) = ("drives"."held_reason" is null)),
	CONSTRAINT "final_has_a_count" CHECK (("drives"."finalised_at" is null) = ("drives"."final_count" is null))
);
--> statement-breakpoint
CREATE TABLE "progress" (
	"drive_id" integer PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"subscriptions" integer DEFAULT 0 NOT NULL,
	"gifts" integer DEFAULT 0 NOT NULL,
	"passes" integer DEFAULT 0 NOT NULL,
	"sources" integer DEFAULT 0 NOT NULL,
	"held_breakdown" jsonb,
	"state" text NOT NULL,
	CONSTRAINT "figures_are_never_negative" CHECK ("progress"."subscriptions" >= 0 and "progress"."gifts" >= 0 and "progress"."passes" >= 0 and "progress"."sources" >= 0)
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"created" timestamp (3) with time zone NOT NULL,
	"api_version" text,
	"livemode" boolean NOT NULL,
	"account" text,
	"payload" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"error" text,
	"attempts" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unsettled" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"token" uuid NOT NULL,
	"reason" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "unsettled_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"content_revision" integer DEFAULT 1 NOT NULL,
	"stripe_account" text,
	"last_webhook_at" timestamp (3) with time zone,
	"caught_up_to" timestamp (3) with time zone,
	"verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installation_is_one_row" CHECK ("installation"."id" = 1),
	CONSTRAINT "total_is_never_negative" CHECK ("installation"."total" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"change_id" uuid NOT NULL,
	"delta" integer NOT NULL,
	"kind" text NOT NULL,
	"counted_as" text NOT NULL,
	"member_id" uuid,
	"first_joined_at" timestamp (3) with time zone,
	"cause" text NOT NULL,
	"cause_ref" text,
	"attribution" jsonb,
	"plan_id" text,
	"country" text,
	"total" integer NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "delta_moves" CHECK ("ledger"."delta" <> 0),
	CONSTRAINT "a_person_is_one" CHECK ("ledger"."member_id" is null or abs("ledger"."delta") = 1),
	CONSTRAINT "total_is_never_negative" CHECK ("ledger"."total" >= 0),
	CONSTRAINT "kind_agrees" CHECK ("ledger"."kind" = 'correction' or "ledger"."kind" = "ledger"."counted_as")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_hash" text,
	"first_joined_at" timestamp (3) with time zone,
	"counted" boolean DEFAULT false NOT NULL,
	"counted_as" text,
	"counted_since" timestamp (3) with time zone,
	"country" text,
	"erased_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_email_hash_unique" UNIQUE("email_hash"),
	CONSTRAINT "counted_has_a_kind" CHECK ("members"."counted" = ("members"."counted_as" is not null)),
	CONSTRAINT "erased_has_no_email" CHECK ("members"."erased_at" is null or "members"."email_hash" is null)
);
--> statement-breakpoint
CREATE TABLE "stripe_customers" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"email_hash" text,
	"email_from" text,
	"country" text,
	"deleted" boolean DEFAULT false NOT NULL,
	"applied_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"status" text NOT NULL,
	"product_id" text,
	"product_ids" text[] NOT NULL,
	"price_id" text,
	"amount" integer,
	"amount_after_discounts" integer,
	"currency" text,
	"interval" text,
	"interval_count" integer,
	"collection_method" text NOT NULL,
	"collection_paused" boolean NOT NULL,
	"current_period_end" timestamp (3) with time zone,
	"cancel_at" timestamp (3) with time zone,
	"cancel_at_period_end" boolean NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"latest_invoice_id" text,
	"past_due_since" timestamp (3) with time zone,
	"paid_invoice_id" text,
	"paid_at" timestamp (3) with time zone,
	"money_back" text,
	"attribution" jsonb,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"applied_by" text NOT NULL,
	"counts" boolean NOT NULL,
	"reason" text,
	"next_change_at" timestamp (3) with time zone,
	CONSTRAINT "not_counting_has_a_reason" CHECK ("subscriptions"."counts" = ("subscriptions"."reason" is null))
);
--> statement-breakpoint
CREATE TABLE "checkouts" (
	"id" text PRIMARY KEY NOT NULL,
	"mode" text NOT NULL,
	"paid" boolean NOT NULL,
	"customer_id" text,
	"subscription_id" text,
	"payment_intent_id" text,
	"attribution" jsonb,
	"applied_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" text PRIMARY KEY NOT NULL,
	"subscription_id" text,
	"customer_id" text,
	"status" text NOT NULL,
	"amount_paid" integer NOT NULL,
	"currency" text NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"applied_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"invoice_id" text,
	"customer_id" text,
	"charge_id" text,
	"amount" integer,
	"amount_refunded" integer DEFAULT 0 NOT NULL,
	"dispute_status" text,
	"applied_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" text,
	"actor_email" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "staff_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_accounts_provider_account_key" UNIQUE("provider_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "staff_lockouts" (
	"key" text PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"last_attempt_at" timestamp with time zone NOT NULL,
	"locked_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_rate_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "staff_rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "staff_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article_authors" ADD CONSTRAINT "article_authors_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_authors" ADD CONSTRAINT "article_authors_author_slug_authors_slug_fk" FOREIGN KEY ("author_slug") REFERENCES "public"."authors"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_section_slug_sections_slug_fk" FOREIGN KEY ("section_slug") REFERENCES "public"."sections"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "progress" ADD CONSTRAINT "progress_drive_id_drives_id_fk" FOREIGN KEY ("drive_id") REFERENCES "public"."drives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_customers" ADD CONSTRAINT "stripe_customers_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_customer_id_stripe_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."stripe_customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_user_id_staff_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_user_id_staff_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_authors_author_idx" ON "article_authors" USING btree ("author_slug");--> statement-breakpoint
CREATE INDEX "articles_river_idx" ON "articles" USING btree ("locale","published_at");--> statement-breakpoint
CREATE INDEX "stripe_events_received_idx" ON "stripe_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "stripe_events_outcome_idx" ON "stripe_events" USING btree ("outcome","received_at");--> statement-breakpoint
CREATE INDEX "unsettled_due_idx" ON "unsettled" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "ledger_at_idx" ON "ledger" USING btree ("at");--> statement-breakpoint
CREATE INDEX "ledger_effective_idx" ON "ledger" USING btree ("effective_at");--> statement-breakpoint
CREATE INDEX "ledger_member_idx" ON "ledger" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "ledger_version_idx" ON "ledger" USING btree ("version");--> statement-breakpoint
CREATE INDEX "members_counted_idx" ON "members" USING btree ("counted_as") WHERE "members"."counted";--> statement-breakpoint
CREATE INDEX "stripe_customers_member_idx" ON "stripe_customers" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "subscriptions_customer_idx" ON "subscriptions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "subscriptions_next_change_idx" ON "subscriptions" USING btree ("next_change_at") WHERE "subscriptions"."next_change_at" is not null;--> statement-breakpoint
CREATE INDEX "subscriptions_reason_idx" ON "subscriptions" USING btree ("reason");--> statement-breakpoint
CREATE INDEX "checkouts_subscription_idx" ON "checkouts" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "invoices_subscription_idx" ON "invoices" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "payments_invoice_idx" ON "payments" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "payments_charge_idx" ON "payments" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "audit_log_at_idx" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "staff_accounts_user_id_idx" ON "staff_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_user_id_idx" ON "staff_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_verifications_identifier_idx" ON "staff_verifications" USING btree ("identifier");