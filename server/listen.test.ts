import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createProbe } from "node:net";
import { expect, test } from "vitest";
import { readSettings } from "@/env";
import { listen } from "./listen";

const CROWD = 1_500;
const BUSY_MS = 4_000;
/** Who waits longer than this for a connection is told by nginx that there is nobody. */
const CONNECT_MS = 2_000;

/** Opens a crowd of connections and says how many were made in time. */
const VISITORS = `
  const { connect } = require("node:net");
  let made = 0;
  for (let i = 0; i < ${CROWD}; i++) connect(+process.argv[1], "127.0.0.1", () => made++).on("error", () => {});
  setTimeout(() => process.exit(console.log(made)), ${CONNECT_MS});
`;

// Elsewhere the system itself lets few wait.
test.runIf(process.platform === "linux")(
  "a crowd that comes while the process is busy is kept waiting, not turned away",
  async () => {
    const probe = createProbe().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const server = createServer();
    await listen(server, readSettings("demo", { PORT: String(port) }));
    const visitors = spawn(process.execPath, ["-e", VISITORS, String(port)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said = once(visitors.stdout, "data") as Promise<[Buffer]>;
    await once(visitors, "spawn");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);
    const [made] = await said;
    expect(Number(made)).toBe(CROWD);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
);
