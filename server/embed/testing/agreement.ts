import type { Progress } from "@/domain/drive/progress";

/** A version and the number shown with it. */
export interface Shown {
  version: number;
  count: number;
}

/** Every version that was published or shown, with its number; `newest` is what no later answer may fall behind. */
export class Sightings {
  private readonly counts = new Map<number, number>();
  newest = 0;

  get size(): number {
    return this.counts.size;
  }

  /** Throws when a version is older than `least`, or shows another number than it did elsewhere. */
  see(name: string, { version, count }: Shown, least: number): void {
    if (!(version >= least)) throw new Error(`${name} shows ${version}, older than ${least}`);
    const known = this.counts.get(version) ?? count;
    if (known !== count) throw new Error(`${name} shows ${count} as ${version}, which was ${known}`);
    this.counts.set(version, count);
    this.newest = Math.max(this.newest, version);
  }
}

/** An address that shows the number, and how version and number are read from its answer. */
export interface Surface {
  path: string;
  headers?: Record<string, string>;
  read: (answer: Response) => Promise<Shown>;
}

/** Every machine-read surface of a drive, and how version and number are read from it. */
const SURFACES: Record<string, Surface> = {
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
 * Asks every surface once, and those of `more`. Throws when one shows a version older than was seen before it was
 * asked, or another number under a version than was seen.
 */
export async function agreeOnce(
  origin: string,
  sightings: Sightings,
  more: Record<string, Surface> = {},
): Promise<void> {
  for (const [name, { path, headers, read }] of Object.entries({ ...SURFACES, ...more })) {
    const least = sightings.newest;
    const stop = new AbortController();
    const shown = await read(await fetch(origin + path, { headers, signal: stop.signal }));
    stop.abort();
    sightings.see(name, shown, least);
  }
  await agreePicture(origin, sightings);
}

/** A picture's number cannot be read back; that it is the SVG's own drawing is tested elsewhere. */
async function agreePicture(origin: string, { newest }: Sightings): Promise<void> {
  const answer = await fetch(`${origin}/embed/25000.png`);
  await answer.arrayBuffer();
  const version = Number(answer.headers.get("x-muster-version"));
  if (!(version >= newest)) throw new Error(`png shows ${version}, older than ${newest}`);
}

/** Version and number of a page or drawing. */
export function fromMarkup(markup: string, count: RegExp): Shown {
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
