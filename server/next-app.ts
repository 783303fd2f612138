import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import next from "next";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Next behind the front door. */
export interface NextApp {
  handle: Handler;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** A page's HTML, asked through a private socket. */
  render(path: string): Promise<{ status: number; html: string }>;
  close(): Promise<void>;
}

const RENDER_TIMEOUT_MS = 30_000;
/** In development the first look at a page compiles it. */
const COMPILE_TIMEOUT_MS = 300_000;

export async function openNext(options: { dev: boolean; dir: string; port: number }): Promise<NextApp> {
  const app = next({ dev: options.dev, dir: options.dir, port: options.port, hostname: "localhost" });
  await app.prepare();
  const handle = app.getRequestHandler() as Handler;
  const upgrade = app.getUpgradeHandler();
  const folder = await mkdtemp(join(tmpdir(), "muster-"));
  const socketPath = join(folder, "next.sock");
  const inner = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve, reject) => {
    inner.once("error", reject);
    inner.listen(socketPath, resolve);
  });
  return {
    handle,
    upgrade: (req, socket, head) => void upgrade(req, socket as never, head),
    render: (path) => fetchHtml(socketPath, path, options.dev ? COMPILE_TIMEOUT_MS : RENDER_TIMEOUT_MS),
    close: async () => {
      inner.close();
      inner.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
      await app.close();
    },
  };
}

function fetchHtml(
  socketPath: string,
  path: string,
  timeoutMs: number,
): Promise<{ status: number; html: string }> {
  return new Promise((resolve, reject) => {
    const req = request({ socketPath, path, headers: { host: "localhost", accept: "text/html" } }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("error", reject);
      res.on("end", () =>
        resolve({ status: res.statusCode ?? 500, html: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    req.setTimeout(timeoutMs, () => req.destroy(new Error(`Next did not render ${path} in time`)));
    req.on("error", reject);
    req.end();
  });
}
