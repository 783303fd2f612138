import { readFile, stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";

const read = (file: string) => readFile(file, "utf8");

interface Service {
  image: string;
  environment?: Record<string, string>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }> | string[];
}

test("the image runs without root, says when it is ill, and is stopped by a signal it drains at", async () => {
  const lines = (await read("Dockerfile")).split("\n");
  const final = lines.slice(lines.lastIndexOf(lines.findLast((line) => line.startsWith("FROM ")) ?? ""));
  expect(final).toContain("USER node");
  expect(final).toContain("STOPSIGNAL SIGTERM");
  expect(final.some((line) => line.startsWith("HEALTHCHECK "))).toBe(true);
  expect(final.indexOf("USER node")).toBeLessThan(final.findIndex((line) => line.startsWith("CMD ")));
});

test("everything the image copies from the project is there and not left out of its context", async () => {
  const kept = (await read(".dockerignore"))
    .split("\n")
    .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const made = new Set(["node_modules", ".next", "dist"]);
  const copied = [...(await read("Dockerfile")).matchAll(/^COPY (?:--\S+ )*(.+) \S+$/gm)]
    .flatMap(([, sources = ""]) => sources.split(" "))
    .map((source) => source.replace(/^\/app\//, ""))
    .filter((source) => source !== "." && !made.has(source));
  expect(copied.length).toBeGreaterThan(6);
  for (const source of copied) {
    await expect(stat(source), source).resolves.toBeDefined();
    expect(kept, source).toContain(source.split("/")[0]);
  }
  for (const source of kept) await expect(stat(source), source).resolves.toBeDefined();
  // All that a script needs may be away but the tools that bundle.
  for (const script of copied.filter((source) => source.endsWith(".mjs"))) {
    for (const [, beside] of (await read(script)).matchAll(/^import .* from "\.\/(.+)";$/gm)) {
      expect(copied, script).toContain(`scripts/${beside}`);
    }
  }
});

test("compose has two instances that cannot write or gain rights, a database waited for, and one open door", async () => {
  const { services } = parse(await read("compose.yaml"), { merge: true }) as {
    services: Record<string, Service>;
  };
  for (const name of ["muster-1", "muster-2"]) {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      depends_on: { postgres: { condition: "service_healthy" } },
      // What .env.example says of a machine without containers would win over the image otherwise.
      environment: { PORT: "3000", DATA_DIR: "/data" },
    });
    expect(services[name]?.volumes?.every((mount) => mount.endsWith(":/data"))).toBe(true);
  }
  expect(services["muster-1"]?.volumes).not.toEqual(services["muster-2"]?.volumes);
  expect(Object.keys(services).filter((name) => services[name]?.ports)).toEqual(["proxy"]);
  for (const mount of services.proxy?.volumes ?? []) {
    const source = mount.split(":")[0] ?? "";
    if (source.startsWith("./deploy/")) await expect(stat(source), source).resolves.toBeDefined();
  }
  const upstream = await read("deploy/upstream.compose.conf");
  for (const name of ["muster-1", "muster-2"]) expect(upstream).toContain(`server ${name}:3000 `);
});

test("systemd gives the drain its time and the process no rights it does not need", async () => {
  const unit = await read("deploy/muster.service");
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(5);
  for (const line of [
    "User=muster",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "CapabilityBoundingSet=",
  ]) {
    expect(unit).toMatch(new RegExp(`^${line}$`, "m"));
  }
  // Files win over such lines: a PORT or DATA_DIR here would be one that nothing goes by.
  expect(unit).not.toMatch(/^Environment=/m);
  expect([...unit.matchAll(/^EnvironmentFile=(.+)$/gm)].map(([, file]) => file)).toEqual([
    "/etc/muster/muster.env",
    "-/etc/muster/%N.env",
  ]);
  const script = /^ExecStart=\S+ (\S+)$/m.exec(unit)?.[1] ?? "";
  await expect(stat(script)).resolves.toBeDefined();
});
