import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SourceArticle, SourceReading, UnreadableArticle } from "../imported";

export interface LocalCms {
  host: string;
  /** What it answers with, until it is given another. */
  answer: (url: URL, res: ServerResponse) => void;
  close: () => void;
}

export async function openLocalCms(): Promise<LocalCms> {
  const server = createServer((req, res) => cms.answer(new URL(req.url ?? "/", "http://cms"), res));
  const cms: LocalCms = {
    host: "",
    answer: (_url, res) => res.writeHead(404).end(),
    close: () => server.close(),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cms.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return cms;
}

/** All that a source gives, in its order. */
export async function everythingIn(reading: SourceReading): Promise<{
  articles: SourceArticle[];
  unreadable: UnreadableArticle[];
}> {
  const [articles, unreadable]: [SourceArticle[], UnreadableArticle[]] = [[], []];
  for await (const each of reading.articles) {
    if ("unreadable" in each) unreadable.push(each);
    else articles.push(each);
  }
  return { articles, unreadable };
}
