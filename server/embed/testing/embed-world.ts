import type { AddressInfo } from "node:net";
import type { DriveSnapshot, Progress } from "@/domain/drive/progress";
import { RUNNING } from "@/domain/drive/testing/running-progress";
import type { LocalizedText } from "@/domain/locale";
import type { Outcome } from "@/domain/membership/apply-facts";
import type { ParsedEvent } from "@/domain/membership/parse-stripe-event";
import { Documents } from "@/server/documents/documents";
import { MediaFiles } from "@/server/documents/media-files";
import { StaticFiles } from "@/server/documents/static-files";
import { Embeds } from "@/server/embed/embeds";
import { PngRenderer } from "@/server/embed/render-png";
import { WidgetScripts } from "@/server/embed/widget-scripts";
import { WordsSource } from "@/server/embed/words-source";
import { createFrontDoor } from "@/server/front-door";
import { HistoryAnswers } from "@/server/live/answer-history";
import { LiveChannel } from "@/server/live/live-channel";
import { ProgressHub } from "@/server/live/progress-hub";
import { Metrics } from "@/server/metrics/metrics";
import { sendError } from "@/server/respond";
import { CommitQueue } from "@/server/webhook/commit-queue";

/** A front door on a free port, with one drive in memory, and no page of Next behind it. */
export interface EmbedWorld {
  url: string;
  hub: ProgressHub;
  /** Publishes the running drive with a change, under the next version. */
  publish(change?: Partial<Progress>, words?: { title?: LocalizedText; message?: LocalizedText }): Progress;
  get(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

const NOW = new Date("2026-11-23T12:05:00Z");
export const SITE = "https://courier.example";

export async function openEmbedWorld(): Promise<EmbedWorld> {
  const hub = new ProgressHub();
  const live = new LiveChannel(hub);
  const words = new WordsSource(hub, () => NOW);
  const wordsLive = new LiveChannel(words);
  const metrics = new Metrics();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const server = createFrontDoor({
    webhook: {
      queue: new CommitQueue<ParsedEvent, Outcome>(async () => []),
      secrets: [],
      emailHashKey: "",
      log,
      metrics,
    },
    hub,
    history: new HistoryAnswers({} as never),
    metrics,
    metricsToken: null,
    live,
    documents: new Documents({
      hub,
      render: async () => ({ status: 404, html: "" }),
      now: () => NOW,
      movedTo: async () => null,
      pageSlots: () => ({ giftUrl: "", joinMark: "?", price: "" }),
      metrics,
      log,
      isHttps: true,
      dev: false,
    }),
    embeds: new Embeds({
      hub,
      words,
      live: wordsLive,
      scripts: new WidgetScripts("."),
      png: new PngRenderer("."),
      now: () => NOW,
      siteUrl: SITE,
      newsroom: "The Dnipro Courier",
      readArticle: async (slug) =>
        slug === "bridge"
          ? ({ headline: "The bridge & the river", authors: [{ name: "Olena Ruda" }] } as never)
          : null,
    }),
    media: new MediaFiles(async () => null),
    statics: new StaticFiles([{ prefix: "/", folder: "dist/public", immutable: false }]),
    feeds: { answer: async () => false },
    next: {
      handle: async (_req, res) => sendError(res, 404, "not_found", "There is no page here."),
      upgrade: (_req, socket) => socket.destroy(),
      render: async () => ({ status: 404, html: "" }),
      close: async () => {},
    },
    notReady: async () => [],
    log,
    isHttps: true,
    dev: false,
    outbox: null,
    trustProxy: false,
    formOrigins: [],
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let version = RUNNING.version - 1;
  return {
    url,
    hub,
    publish: (change = {}, words = {}) => {
      version++;
      const progress = { ...RUNNING, version, ...change };
      const snapshot: DriveSnapshot = {
        progress,
        title: words.title ?? { en: progress.title },
        message: words.message ?? { en: progress.message },
        joinUrl: { en: progress.joinUrl },
      };
      hub.publish([snapshot]);
      return progress;
    },
    get: (path, init) => fetch(`${url}${path}`, init),
    close: async () => {
      live.close();
      wordsLive.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
