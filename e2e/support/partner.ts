import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A site of another origin, as a partner has it: whatever HTML, whatever policy. */
export interface Partner {
  url: string;
  /** Puts a page under a path. */
  page(path: string, body: string, headers?: Record<string, string>): string;
  close(): Promise<void>;
}

/** Listens at 127.0.0.1, which is another site than the newsroom's localhost. */
export async function openPartner(): Promise<Partner> {
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const server = createServer((req, res) => {
    const page = pages.get(req.url ?? "");
    if (!page) res.writeHead(204).end();
    else res.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers }).end(page.html);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    page: (path, body, headers = {}) => {
      const html = `<!doctype html><html lang="en"><head><title>Partner</title></head><body>${body}</body></html>`;
      pages.set(path, { html, headers });
      return url + path;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
