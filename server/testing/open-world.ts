import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import type { Engine } from "@/db/client";
import { readMovedAddress } from "@/domain/article/moved-article";
import type { Ctx } from "@/domain/context";
import { slotToken } from "@/domain/drive/slots";
import { readPicture } from "@/domain/media/read-picture";
import { applyEvents } from "@/domain/membership/apply-events";
import type { Outcome } from "@/domain/membership/apply-facts";
import { countTroubles } from "@/domain/membership/count-troubles";
import type { ParsedEvent } from "@/domain/membership/parse-stripe-event";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { Documents } from "../documents/documents";
import { MediaFiles } from "../documents/media-files";
import { StaticFiles } from "../documents/static-files";
import { Embeds } from "../embed/embeds";
import { PngRenderer } from "../embed/render-png";
import { WidgetScripts } from "../embed/widget-scripts";
import { WordsSource } from "../embed/words-source";
import { Feeds } from "../feeds/feeds";
import { createFrontDoor } from "../front-door";
import { HistoryAnswers } from "../live/answer-history";
import { LiveChannel, type LiveChannelOptions } from "../live/live-channel";
import { ProgressHub } from "../live/progress-hub";
import { Metrics } from "../metrics/metrics";
import { sendError } from "../respond";
import { CommitQueue } from "../webhook/commit-queue";

const SECRET = "whsec_a_secret_for_tests";
const signer = new Stripe("sk_test_signer");

/** Stands for Next: gives the page it is told to, and counts how often it was asked. */
export class Pages {
  asked = 0;
  answer: (path: string) => Promise<{ status: number; html: string }> = async (path) => ({
    status: path.includes("missing") ? 404 : 200,
    html: `<!doctype html><p data-version="${slotToken("version")}">${slotToken("count")}</p><script src="/x.js"></script>`,
  });

  readonly render = (path: string) => {
    this.asked++;
    return this.answer(path);
  };
}

/** A newsroom behind its front door, on a free port: everything but Next is real. */
export interface World {
  newsroom: Newsroom;
  ctx: Ctx;
  url: string;
  hub: ProgressHub;
  live: LiveChannel;
  pages: Pages;
  /** What became of the log: message and fields of every line. */
  lines: { level: string; fields: object; message: string }[];
  /** Somebody joins at Stripe; gives the events of it that nobody was told of yet. */
  join(email: string): Promise<string[]>;
  /** Posts an event as Stripe does; resolves when it was acknowledged. */
  post(event: string): Promise<Response>;
  close(): Promise<void>;
}

export async function openWorld(
  engine: Engine,
  options: LiveChannelOptions & { metricsToken?: string } = {},
): Promise<World> {
  const newsroom = await openNewsroom(engine);
  const hub = new ProgressHub();
  hub.publish(newsroom.ctx.feed.all());
  const lines: World["lines"] = [];
  const line = (level: string) => (fields: object, message: string) => lines.push({ level, fields, message });
  const log = { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
  const ctx: Ctx = { ...newsroom.ctx, feed: hub, log };
  const metrics = new Metrics();
  const live = new LiveChannel(hub, { ...options, metrics: metrics.live });
  const words = new WordsSource(hub, () => ctx.clock.now());
  const wordsLive = new LiveChannel(words);
  const queue = new CommitQueue<ParsedEvent, Outcome>((events) => {
    metrics.batch(events.length);
    return applyEvents(ctx, events);
  });
  metrics.watch({
    streams: () => live.size,
    waitingWebhooks: () => queue.length,
    drives: () => hub.all().map(({ progress }) => progress),
    counts: () => countTroubles(ctx),
  });
  const pages = new Pages();
  const server = createFrontDoor({
    webhook: { queue, secrets: [SECRET], emailHashKey: ctx.settings.emailHashKey, log, metrics },
    hub,
    live,
    history: new HistoryAnswers(ctx),
    metrics,
    metricsToken: options.metricsToken ?? null,
    documents: new Documents({
      hub,
      render: pages.render,
      movedTo: (address) => readMovedAddress(ctx, address),
      now: () => ctx.clock.now(),
      pageSlots: () => ({ giftUrl: "", joinMark: "?", price: "" }),
      metrics,
      log,
      isHttps: false,
      dev: false,
    }),
    feeds: new Feeds(ctx, () => hub.contentRevision),
    embeds: new Embeds({
      hub,
      png: new PngRenderer("."),
      now: () => ctx.clock.now(),
      siteUrl: ctx.settings.siteUrl,
      newsroom: "The Dnipro Courier",
      readArticle: async () => null,
      words,
      live: wordsLive,
      scripts: new WidgetScripts("."),
    }),
    media: new MediaFiles((id, width) => readPicture(ctx, id, width)),
    statics: new StaticFiles([]),
    next: {
      handle: async (_req, res) => sendError(res, 404, "not_found", "There is no page here."),
      upgrade: (_req, socket) => socket.destroy(),
      render: pages.render,
      close: async () => {},
    },
    notReady: async () => [],
    log,
    isHttps: false,
    dev: false,
    outbox: null,
    trustProxy: false,
    formOrigins: [],
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told = new Set<string>();
  return {
    newsroom,
    ctx,
    url,
    hub,
    live,
    pages,
    lines,
    join: async (email) => {
      await newsroom.control("join", { email });
      const { world } = newsroom.emulator;
      const fresh = [...world.store.of("event").walk("newer")].filter((event) => !told.has(event.id));
      for (const event of fresh) told.add(event.id);
      return fresh.map((event) => JSON.stringify(renderEvent(world, event)));
    },
    post: (event) =>
      fetch(`${url}/api/stripe/webhook`, {
        method: "POST",
        body: event,
        headers: {
          "stripe-signature": signer.webhooks.generateTestHeaderString({ payload: event, secret: SECRET }),
        },
      }),
    close: async () => {
      live.close();
      wordsLive.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue.drain();
      await newsroom.close();
    },
  };
}
