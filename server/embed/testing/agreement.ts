import type { Progress } from "@/domain/drive/progress";

/** A version and the number shown with it. */
interface Shown {
  version: number;
  count: number;
}

/** Every machine-read surface of a drive, and how version and number are read from it. */
const SURFACES: Record<string, { path: string; read: (answer: Response) => Promise<Shown> }> = {
  json: {
    path: "/api/drives/25000",
    read: async (answer) => (await answer.json()) as Progress,
  },
  words: {
    path: "/embed/25000.json",
    read: async (answer) => {
      const words = (await answer.json()) as { version: string; count: string };
      return shown(words.version, words.count);
    },
  },
  svg: {
    path: "/embed/25000.svg",
    read: async (answer) => fromMarkup(await answer.text(), /data-count="">([\d,]+)</),
  },
  badge: {
    path: "/embed/25000.svg?layout=badge",
    read: async (answer) => fromMarkup(await answer.text(), /data-count="">([\d,]+)</),
  },
  iframe: {
    path: "/embed/25000",
    read: async (answer) => fromMarkup(await answer.text(), /<b data-slot="count">([\d,]+)</),
  },
  text: {
    path: "/embed/25000.txt",
    read: async (answer) =>
      shown(answer.headers.get("x-muster-version"), /^[\d,]+/.exec(await answer.text())?.[0]),
  },
  stream: { path: "/api/drives/25000/live", read: (answer) => firstEvent(answer) },
  "stream of words": { path: "/embed/25000/live", read: (answer) => firstEvent(answer) },
};

/**
 * Asks every surface once. Throws when one shows a version older than was published before it was asked, or a
 * number that was not published under its version.
 */
export async function agreeOnce(
  origin: string,
  published: ReadonlyMap<number, number>,
  newest: () => number,
): Promise<void> {
  for (const [name, { path, read }] of Object.entries(SURFACES)) {
    const least = newest();
    const stop = new AbortController();
    const { version, count } = await read(await fetch(origin + path, { signal: stop.signal }));
    stop.abort();
    if (version < least) throw new Error(`${name} shows ${version}, older than ${least}`);
    if (published.get(version) !== count)
      throw new Error(`${name} shows ${count} as ${version}, which was ${published.get(version)}`);
  }
  await agreePicture(origin, newest);
}

/** A picture's number cannot be read back; that it is the SVG's own drawing is tested elsewhere. */
async function agreePicture(origin: string, newest: () => number): Promise<void> {
  const least = newest();
  const answer = await fetch(`${origin}/embed/25000.png`);
  await answer.arrayBuffer();
  const version = Number(answer.headers.get("x-muster-version"));
  if (version < least) throw new Error(`png shows ${version}, older than ${least}`);
}

function fromMarkup(markup: string, count: RegExp): Shown {
  return shown(/data-version="(\d+)"/.exec(markup)?.[1], count.exec(markup)?.[1]);
}

function shown(version: string | null | undefined, count: string | undefined): Shown {
  return { version: Number(version), count: Number((count ?? "").replaceAll(",", "")) };
}

async function firstEvent(answer: Response): Promise<Shown> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const data = /data: (.+)\n\n/.exec(text)?.[1];
    if (!data) continue;
    const { version, count } = JSON.parse(data) as { version: number | string; count: number | string };
    return shown(String(version), String(count));
  }
  throw new Error("the stream ended before its first event");
}
