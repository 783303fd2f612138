import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./newsroom";

const run = promisify(execFile);

/** Where Debian puts WordPress. */
const INSTALLED = "/usr/share/wordpress";
const asRoot = process.getuid?.() === 0;
const AS_MYSQL = asRoot ? ["--user=mysql"] : [];
const START_MS = 60_000;

/** A real WordPress on a database of its own, both in a temporary folder. */
export interface WordPress {
  url: string;
  /** Where it listens, as `host:port`. */
  host: string;
  /** Publishes a post and gives its address. */
  post(content: string): Promise<string>;
  /** Runs PHP inside it, with `$given` from here; gives what it printed. */
  run(code: string, given?: unknown): Promise<string>;
  close(): Promise<void>;
}

/** Starts WordPress from the system's packages. Throws, saying which to install, when they are not there. */
export async function openWordPress(): Promise<WordPress> {
  if (!existsSync(INSTALLED)) {
    throw new Error(
      "No WordPress: apt-get install --no-install-recommends wordpress mariadb-server php-cli php-mysql",
    );
  }
  const folder = await mkdtemp(join(tmpdir(), "muster-wordpress-"));
  const site = join(folder, "site");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const database = await startDatabase(folder);
  await cp(INSTALLED, site, {
    recursive: true,
    dereference: true,
    filter: (from) => !from.endsWith("wp-config.php"),
  });
  await mkdir(join(site, "wp-content/mu-plugins"), { recursive: true });
  await writeFile(join(site, "wp-content/mu-plugins/loopback.php"), LOOPBACK);
  const theme = join(site, "wp-content/themes/least");
  await mkdir(theme, { recursive: true });
  await writeFile(join(theme, "style.css"), "/* Theme Name: Least */");
  await writeFile(join(theme, "index.php"), THEME);
  await writeFile(join(site, "wp-config.php"), configFor(url, database.socket));
  await php(
    site,
    `require 'wp-admin/includes/upgrade.php'; wp_install('The Partner', 'admin', 'partner@example.org', true, '', 'only for tests');`,
  );
  const server = spawn("php", ["-S", `127.0.0.1:${port}`, "-t", site], { stdio: "ignore" });
  await until(async () => (await fetch(url)).ok);
  return {
    url,
    host: `127.0.0.1:${port}`,
    run: (code, given = null) => php(site, code, given),
    post: async (content) => {
      const fields = { post_title: "The drive next door", post_content: content };
      const id = await php(
        site,
        "echo wp_insert_post([...$given, 'post_status' => 'publish', 'post_author' => 1]);",
        fields,
      );
      return `${url}/?p=${id.trim()}`;
    },
    close: async () => {
      await end(server);
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startDatabase(folder: string): Promise<{ socket: string; stop(): Promise<void> }> {
  const data = join(folder, "data");
  const socket = join(folder, "db.sock");
  await mkdir(data);
  if (asRoot) await run("chown", ["mysql", folder, data]);
  await run("chmod", ["755", folder]);
  await run("mariadb-install-db", [
    ...["--no-defaults", ...AS_MYSQL, `--datadir=${data}`],
    ...["--auth-root-authentication-method=normal", "--skip-test-db"],
  ]);
  const server = spawn(
    "/usr/sbin/mariadbd",
    ["--no-defaults", ...AS_MYSQL, `--datadir=${data}`, `--socket=${socket}`, "--skip-networking"],
    { stdio: "ignore" },
  );
  await until(
    async () =>
      (await run("mariadb", [`--socket=${socket}`, "-uroot", "-e", "create database wordpress"])) !== null,
  );
  return { socket, stop: () => end(server) };
}

/** The least that a theme is; WordPress's own are packages apart. */
const THEME = `<!doctype html>
<html <?php language_attributes(); ?>>
<head><meta charset="utf-8"><title><?php bloginfo('name'); ?></title><link rel="icon" href="data:,"><?php wp_head(); ?></head>
<body><?php while (have_posts()) { the_post(); the_title('<h1>', '</h1>'); the_content(); } wp_footer(); ?></body>
</html>`;

/** WordPress refuses to ask its own machine, where this test's newsroom is. */
const LOOPBACK = `<?php
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', fn($ports, $host, $url) => [...$ports, (int) parse_url($url, PHP_URL_PORT)], 10, 3);
`;

function configFor(url: string, socket: string): string {
  return `<?php
define('WP_DEFAULT_THEME', 'least');
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', '${url}');
define('WP_SITEURL', '${url}');
define('WP_HTTP_BLOCK_EXTERNAL', false);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
}

/** Runs PHP inside WordPress, with `$given` from here; gives what it printed. */
async function php(site: string, code: string, given: unknown = null): Promise<string> {
  const installing = code.includes("wp_install(") ? "define('WP_INSTALLING', true);" : "";
  const { stdout } = await run(
    "php",
    [
      "-d",
      "display_errors=stderr",
      "-r",
      `${installing} require 'wp-load.php'; $given = json_decode(getenv('GIVEN'), true); ${code}`,
    ],
    { cwd: site, env: { ...process.env, GIVEN: JSON.stringify(given) } },
  );
  return stdout;
}

async function until(works: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (await works().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error("WordPress or its database did not start");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}
