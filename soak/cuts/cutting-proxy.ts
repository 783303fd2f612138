import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { CommitWatch, FrontendMessages } from "./frontend-messages";

/**
 * Where a connection is cut: before the server hears COMMIT, as soon as it was sent, or once the server has said that
 * it is done and the client has not heard.
 */
export const CUTS = ["before", "at_once", "reply_lost"] as const;
export type Cut = (typeof CUTS)[number];

/** Stands between Muster and PostgreSQL, and cuts a connection around the next COMMIT when told to. */
export class CuttingProxy {
  private armed: Cut | null = null;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => this.relay(client));
  /** How often each cut happened. */
  readonly done: Record<Cut, number> = { before: 0, at_once: 0, reply_lost: 0 };

  constructor(private readonly target: { host: string; port: number }) {}

  /** Its port, once it listens. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** The next COMMIT is cut. */
  arm(cut: Cut): void {
    this.armed = cut;
  }

  disarm(): void {
    this.armed = null;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private relay(client: Socket): void {
    const upstream = connect(this.target);
    const messages = new FrontendMessages();
    const watch = new CommitWatch();
    let isDeaf = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", () => {
        this.sockets.delete(socket);
        end();
      });
    }
    client.on("data", (chunk) => {
      const parts = messages.take(chunk);
      const hit = parts.findIndex((part) => watch.isCommit(part));
      const cut = hit >= 0 ? this.trigger() : null;
      const sent = cut === "before" ? parts.slice(0, hit) : parts;
      upstream.write(Buffer.concat(sent.map(({ bytes }) => bytes)), () => {
        if (cut === "before" || cut === "at_once") end();
      });
      if (cut === "reply_lost") isDeaf = true;
    });
    upstream.on("data", (chunk) => {
      if (!isDeaf) client.write(chunk);
      else if (chunk.includes("COMMIT\0")) end();
    });
  }

  private trigger(): Cut | null {
    const cut = this.armed;
    this.armed = null;
    if (cut) this.done[cut]++;
    return cut;
  }
}
