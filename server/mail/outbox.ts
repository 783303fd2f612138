import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { escapeHtml } from "@/domain/drive/slots";
import type { Mail, Mailer } from "@/domain/mail/mailer";

const SHOWN = 100;
const STYLE =
  ":root{color-scheme:light dark}body{max-width:44rem;margin:2.5rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}" +
  "h1{margin:0;font-family:Georgia,serif}ul{margin:2rem 0;padding:0;list-style:none}" +
  "li{padding:.75rem 0;border-top:1px solid color-mix(in srgb,currentColor 25%,transparent)}li>a{font-weight:600}li p{margin:.25rem 0 0}";
const LETTER = /^\/_outbox\/([0-9a-f]{16}-[0-9a-f]{8})(\.txt)?$/;

/** Where the demo's mail lands instead of with people: a folder beside its data, and a page on loopback. */
export class Outbox implements Mailer {
  constructor(
    private readonly folder: string,
    private readonly now: () => Date,
  ) {}

  async send(mail: Mail): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const time = this.now().getTime().toString(16).padStart(16, "0");
    const id = createHash("sha256").update(mail.messageId).digest("hex").slice(0, 8);
    await writeFile(join(this.folder, `${time}-${id}.json`), JSON.stringify(mail), { mode: 0o600 });
  }

  /** Answers /_outbox and its letters; false for any other address. */
  async answer(res: ServerResponse, pathname: string): Promise<boolean> {
    if (pathname === "/_outbox") {
      sendPage(res, await this.list());
      return true;
    }
    const [, name, asText] = LETTER.exec(pathname) ?? [];
    if (!name) return false;
    const mail = await this.read(name);
    if (!mail) return false;
    if (asText) {
      res.writeHead(200, { ...HEADERS, "content-type": "text/plain; charset=utf-8" });
      res.end(mail.text);
    } else sendPage(res, mail.html);
    return true;
  }

  private async list(): Promise<string> {
    const names = await readdir(this.folder).catch(() => []);
    const newest = names.sort().reverse().slice(0, SHOWN);
    const rows = await Promise.all(
      newest.map(async (file) => {
        const name = file.replace(/\.json$/, "");
        const mail = await this.read(name);
        if (!mail) return "";
        const at = new Date(Number.parseInt(name.slice(0, 16), 16))
          .toISOString()
          .slice(0, 16)
          .replace("T", " ");
        return `<li><a href="/_outbox/${name}">${escapeHtml(mail.subject)}</a><p>to ${escapeHtml(mail.to)}, <time>${at} UTC</time> · <a href="/_outbox/${name}.txt">as text</a></p></li>`;
      }),
    );
    const list = rows.length > 0 ? `<ul>${rows.join("")}</ul>` : "<p>No letter was sent yet.</p>";
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox of the demo</title><style>${STYLE}</style></head><body><h1>Outbox</h1><p>Mail of the demo. Nothing here was sent to anyone.</p>${list}</body></html>`;
  }

  private async read(name: string): Promise<Mail | null> {
    const text = await readFile(join(this.folder, `${name}.json`), "utf8").catch(() => null);
    return text === null ? null : (JSON.parse(text) as Mail);
  }
}

// Letters carry their styles in attributes; nothing else of them may run or load.
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

function sendPage(res: ServerResponse, html: string): void {
  res.writeHead(200, { ...HEADERS, "content-type": "text/html; charset=utf-8" });
  res.end(html);
}
