import type { AddressInfo } from "node:net";
import type { Ctx } from "@/domain/context";
import { applyEvents } from "@/domain/membership/apply-events";
import type { Outcome } from "@/domain/membership/apply-facts";
import type { ParsedEvent } from "@/domain/membership/parse-stripe-event";
import { createFrontDoor } from "../front-door";
import { LiveChannel } from "../live/live-channel";
import type { ProgressHub } from "../live/progress-hub";
import { Metrics } from "../metrics/metrics";
import type { NextApp } from "../next-app";
import { CommitQueue, type CommitQueueOptions } from "../webhook/commit-queue";

/** The front door with no pages behind it: what machines talk to, over real sockets. */
export interface Door {
  /** Origin, such as `http://127.0.0.1:41234`. */
  url: string;
  close(): Promise<void>;
}

export interface DoorOptions {
  ctx: Ctx;
  hub: ProgressHub;
  secrets: readonly string[];
  /** 0 or none: any free port. */
  port?: number;
  queue?: CommitQueueOptions;
}

const NO_PAGES: NextApp = {
  handle: async (_req, res) => {
    res.writeHead(404).end();
  },
  upgrade: (_req, socket) => {
    socket.destroy();
  },
  render: async () => ({ status: 404, html: "" }),
  close: async () => {},
};

export async function openDoor({ ctx, hub, secrets, port, queue: options }: DoorOptions): Promise<Door> {
  const queue = new CommitQueue<ParsedEvent, Outcome>((events) => applyEvents(ctx, events), options);
  const live = new LiveChannel(hub);
  const metrics = new Metrics();
  const server = createFrontDoor({
    webhook: { queue, secrets, emailHashKey: ctx.settings.emailHashKey, log: ctx.log, metrics },
    hub,
    live,
    documents: { answerFromMemory: () => false, answer: async (_req, res) => void res.writeHead(404).end() },
    feeds: { answer: async () => false },
    embeds: { answer: async () => false },
    history: { answer: async (_req, res) => void res.writeHead(404).end() },
    metrics,
    metricsToken: null,
    statics: { answer: async () => false },
    outbox: null,
    media: { answer: async () => false },
    next: NO_PAGES,
    notReady: async () => [],
    log: ctx.log,
    isHttps: false,
    dev: false,
    trustProxy: false,
    formOrigins: [],
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue.drain();
    },
  };
}
