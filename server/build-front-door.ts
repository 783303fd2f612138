import type { Server } from "node:http";
import { join } from "node:path";
import { namedNewsroom } from "@/components/words/newsroom";
import { findArticle, readMovedAddress } from "@/domain/article/moved-article";
import type { Ctx } from "@/domain/context";
import { DEFAULT_LOCALE } from "@/domain/locale";
import { readPicture } from "@/domain/media/read-picture";
import type { Outcome } from "@/domain/membership/apply-facts";
import type { ParsedEvent } from "@/domain/membership/parse-stripe-event";
import type { Settings } from "@/env";
import { Documents } from "./documents/documents";
import { MediaFiles } from "./documents/media-files";
import { StaticFiles } from "./documents/static-files";
import { Embeds } from "./embed/embeds";
import { PngRenderer } from "./embed/render-png";
import { WidgetScripts } from "./embed/widget-scripts";
import type { WordsSource } from "./embed/words-source";
import { Feeds } from "./feeds/feeds";
import { createFrontDoor } from "./front-door";
import { HistoryAnswers } from "./live/answer-history";
import type { LiveChannel } from "./live/live-channel";
import type { ProgressHub } from "./live/progress-hub";
import type { Outbox } from "./mail/outbox";
import type { Metrics } from "./metrics/metrics";
import type { NextApp } from "./next-app";
import type { PageSlots } from "./process/page-slots";
import { failingParts } from "./process/readiness";
import type { Workers } from "./process/workers";
import type { CommitQueue } from "./webhook/commit-queue";

/** What a started process is made of, as far as the front door answers from it. */
export interface Parts {
  settings: Settings;
  root: string;
  ctx: Ctx;
  hub: ProgressHub;
  live: LiveChannel;
  words: WordsSource;
  wordsLive: LiveChannel;
  queue: CommitQueue<ParsedEvent, Outcome>;
  next: NextApp;
  slots: PageSlots;
  outbox: Outbox | null;
  webhookSecrets: readonly string[];
  emailHashKey: string;
  /** The folder of the migrations a ready database has seen. */
  migrations: string;
  stripeBase: string | null;
  metrics: Metrics;
  workers: Workers;
}

/** The one listener, with everything it answers from put together. */
export function buildFrontDoor(parts: Parts): Server {
  const { settings, root, ctx, hub, next, slots } = parts;
  const dev = settings.mode === "dev";
  const isHttps = settings.siteUrl.startsWith("https://");
  return createFrontDoor({
    webhook: {
      queue: parts.queue,
      secrets: parts.webhookSecrets,
      emailHashKey: parts.emailHashKey,
      log: ctx.log,
      metrics: parts.metrics,
    },
    hub,
    history: new HistoryAnswers(ctx),
    metrics: parts.metrics,
    metricsToken: settings.metricsToken,
    live: parts.live,
    documents: new Documents({
      hub,
      render: next.render,
      metrics: parts.metrics,
      log: ctx.log,
      movedTo: (address) => readMovedAddress(ctx, address),
      now: () => ctx.clock.now(),
      pageSlots: (locale) => slots.of(locale),
      isHttps,
      dev,
    }),
    embeds: new Embeds({
      hub,
      words: parts.words,
      live: parts.wordsLive,
      png: new PngRenderer(root),
      scripts: new WidgetScripts(root),
      now: () => ctx.clock.now(),
      siteUrl: settings.siteUrl,
      newsroom: namedNewsroom(DEFAULT_LOCALE, ctx.settings.newsroom).name,
      readArticle: (slug, locale) => findArticle(ctx, { slug, locale }),
    }),
    feeds: new Feeds(ctx, () => hub.contentRevision),
    media: new MediaFiles((id, width) => readPicture(ctx, id, width)),
    statics: new StaticFiles([
      ...(dev ? [] : [{ prefix: "/_next/static/", folder: join(root, ".next/static"), immutable: true }]),
      { prefix: "/fonts/", folder: join(root, "dist/fonts"), immutable: true },
      { prefix: "/", folder: join(root, "public"), immutable: false },
      { prefix: "/", folder: join(root, "dist/public"), immutable: false },
    ]),
    next,
    outbox: parts.outbox,
    notReady: () =>
      failingParts({ db: ctx.db, migrations: parts.migrations, workers: parts.workers, log: ctx.log }),
    log: ctx.log,
    isHttps,
    dev,
    trustProxy: settings.trustProxy,
    formOrigins: formOrigins(settings, parts.stripeBase),
  });
}

function formOrigins(settings: Settings, stripeBase: string | null): string[] {
  const stripe = stripeBase ? [stripeBase] : ["https://checkout.stripe.com", "https://billing.stripe.com"];
  const own = [settings.joinUrl, settings.giftUrl, settings.accountUrl].flatMap((url) =>
    url ? [new URL(url).origin] : [],
  );
  return [...new Set([...stripe, ...own])];
}
