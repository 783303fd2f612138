import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import { PROGRESS_CHANNEL } from "@/domain/drive/channel";
import { MemoryFeed } from "@/domain/drive/memory-feed";
import { ProgressListener } from "./progress-listener";

const PATIENT = { timeout: 15_000 };

describe.runIf(ENGINES.includes("postgres"))("listening on PostgreSQL", () => {
  let writer: Database & { url: string | null };
  let proxy: Server;
  let reader: Database;
  let listener: ProgressListener;
  let rereads: number;
  /** Connections that listen; a frozen one is open, and says and hears nothing. */
  const listening: { frozen: boolean; close(): void }[] = [];

  beforeAll(async () => {
    writer = await openTestDatabase("postgres");
  });
  afterAll(() => writer.close());
  beforeEach(async () => {
    const address = new URL(writer.url ?? "");
    const port = Number(address.port);
    proxy = createServer((client) => passOn(client, port));
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    address.port = String((proxy.address() as AddressInfo).port);
    reader = await openDatabase({ url: address.href, poolSize: 2 });
    rereads = 0;
    listener = new ProgressListener(reader.db, new MemoryFeed(), async () => {
      rereads++;
    });
    await listener.start(reader);
    await vi.waitFor(() => expect(rereads).toBe(1), PATIENT);
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const connection of listening.splice(0)) connection.close();
    await listener.stop();
    await reader.close();
    proxy.close();
  });

  function passOn(client: Socket, port: number): void {
    const upstream = connect(port, "127.0.0.1");
    const state = {
      frozen: false,
      close: () => {
        client.destroy();
        upstream.destroy();
      },
    };
    client.on("data", (chunk) => {
      if (chunk.toString("latin1").includes("listen ")) listening.push(state);
      if (!state.frozen) upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (!state.frozen) client.write(chunk);
    });
    for (const socket of [client, upstream]) {
      socket.on("error", state.close);
      socket.on("close", state.close);
    }
  }

  const commitElsewhere = () =>
    writer.db.execute(sql`select pg_notify(${PROGRESS_CHANNEL}, ${String(Date.now())})`);

  test("a commit of another instance is read at once, and a burst of them together", async () => {
    for (let n = 0; n < 50; n++) await commitElsewhere();
    await vi.waitFor(() => expect(rereads).toBeGreaterThan(1), PATIENT);
    expect(rereads).toBeLessThan(25);
  });

  test("a connection that was cut listens again, and reads what it missed", async () => {
    listening[0]?.close();
    await vi.waitFor(() => expect(rereads).toBeGreaterThan(1), PATIENT);
    const before = rereads;
    await commitElsewhere();
    await vi.waitFor(() => expect(rereads).toBeGreaterThan(before), PATIENT);
  });

  test("a connection that died without a word is noticed and replaced", async () => {
    await listener.checkHealth();
    if (listening[0]) listening[0].frozen = true;
    await commitElsewhere();
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 60_000);
    expect(listener.isDeaf).toBe(true);
    const before = rereads;
    await listener.checkHealth();
    expect(listener.isDeaf).toBe(false);
    expect(listening).toHaveLength(2);
    await vi.waitFor(() => expect(rereads).toBeGreaterThan(before), PATIENT);
  });
});
