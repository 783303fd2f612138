import { z } from "zod";
import type { Mode } from "./runtime";

/** Everything the process is told from outside, validated; nothing else reads the environment. */
export interface Settings {
  mode: Mode;
  port: number;
  /** Public origin without a trailing slash. */
  siteUrl: string;
  /** How readers know the newsroom; null for the sample newsroom of demo and dev. */
  newsroom: { name: string; tagline: string | null } | null;
  databaseUrl: string | null;
  dataDir: string;
  authSecret: string | null;
  emailHashKey: string | null;
  stripe: {
    secretKey: string | null;
    /** Several while a secret is being rotated. */
    webhookSecrets: string[];
    /** Another Stripe-compatible host on loopback; demo and dev only. */
    apiBase: string | null;
    membershipProducts: string[];
  };
  joinUrl: string | null;
  giftUrl: string | null;
  accountUrl: string | null;
  /** Where mail is handed over, and whom it is from; both or neither. */
  smtpUrl: string | null;
  mailFrom: string | null;
  /** One host on a private network that articles may be imported from. */
  importAllowedHost: string | null;
  /** Sources that are imported by themselves, each as it is written after `articles import`. */
  importArticles: string[][];
  importEveryMinutes: number;
  metricsToken: string | null;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  trustProxy: boolean;
}

/** Every problem with the settings at once, each with what to do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly problems: readonly string[]) {
    super(
      `Muster cannot start with these settings:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
  }
}

const url = z.url({ protocol: /^https?$/, error: "must be an http or https address" });

const SOURCE =
  /^(?:(?:wordpress|rss|markdown) \S+|ghost \S+ --key \S+)(?: --(?:language (?:en|uk)|canonical (?:source|here)))*$/;

const shape = z.object({
  PORT: z.coerce.number({ error: "must be a port number" }).int().min(1).max(65_535).default(3000),
  SITE_URL: url.optional(),
  NEWSROOM_NAME: z.string().trim().max(80, "must have at most 80 characters").optional(),
  NEWSROOM_TAGLINE: z.string().trim().max(160, "must have at most 160 characters").optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be a postgres:// address")
    .optional(),
  DATA_DIR: z.string().default(".data"),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  EMAIL_HASH_KEY: z.string().min(32, "must have at least 32 characters").optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_\w+$/, "must be a Stripe secret (sk_) or restricted (rk_) key")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_API_BASE: url.optional(),
  STRIPE_MEMBERSHIP_PRODUCTS: z.string().optional(),
  JOIN_URL: url.optional(),
  GIFT_URL: url.optional(),
  ACCOUNT_URL: url.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/,
      "must be an address such as Courier <members@example.org>",
    )
    .optional(),
  IMPORT_ALLOWED_HOST: z
    .string()
    .regex(/^[\w.[\]:-]+$/, "must be a host or host:port, without http:// and path")
    .optional(),
  IMPORT_ARTICLES: z
    .string()
    .refine((text) => splitSources(text).every((source) => SOURCE.test(source.join(" "))), {
      error:
        "must be sources as they are written after `articles import`, separated by semicolons: wordpress https://news.example --language uk",
    })
    .optional(),
  IMPORT_EVERY_MINUTES: z.coerce
    .number({ error: "must be a number of minutes" })
    .int()
    .min(1)
    .max(10_080)
    .default(15),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  TRUST_PROXY: z.enum(["true", "false", "1", "0"], { error: "must be true or false" }).default("false"),
});

/** Every setting there is, by its name in the environment. */
export const SETTING_NAMES: readonly string[] = Object.keys(shape.shape);

type Raw = z.output<typeof shape>;

/** Reads the settings for a mode. Throws one SettingsError that lists every problem. */
export function readSettings(mode: Mode, source: Record<string, string | undefined> = process.env): Settings {
  // An empty variable is how shells and compose files write "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const raw = parsed.success ? parsed.data : lenient(given);
  problems.push(
    ...mailProblems(raw),
    ...apiBaseProblems(mode, raw),
    ...(mode === "production" ? productionProblems(raw) : []),
  );
  if (problems.length > 0) throw new SettingsError([...new Set(problems)]);
  return toSettings(mode, raw);
}

/** What can still be read when something is wrong, so that missing settings are listed beside wrong ones. */
function lenient(given: Record<string, string | undefined>): Raw {
  const kept = Object.entries(shape.shape).flatMap(([key, field]) => {
    const result = field.safeParse(given[key]);
    return [[key, result.success ? result.data : (given[key] ?? undefined)]];
  });
  return Object.fromEntries(kept) as Raw;
}

function mailProblems(raw: Raw): string[] {
  if (raw.SMTP_URL && !raw.MAIL_FROM) return ["MAIL_FROM is missing: the address that mail comes from"];
  return raw.MAIL_FROM && !raw.SMTP_URL ? ["SMTP_URL is missing: the mail server for MAIL_FROM"] : [];
}

function apiBaseProblems(mode: Mode, raw: Raw): string[] {
  const base = raw.STRIPE_API_BASE;
  if (!base) return [];
  if (mode === "production") {
    return [
      "STRIPE_API_BASE must not be set: in production Muster talks to Stripe only, never to an emulator",
    ];
  }
  return isLoopback(base)
    ? []
    : ["STRIPE_API_BASE must be a loopback address such as http://127.0.0.1:12111"];
}

function isLoopback(address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  return ["localhost", "127.0.0.1", "[::1]"].includes(host);
}

function productionProblems(raw: Raw): string[] {
  const missing: [keyof Raw, string][] = [
    ["SITE_URL", "is missing: the public address of the site, such as https://members.example.org"],
    ["AUTH_SECRET", "is missing: at least 32 random characters, such as from `openssl rand -base64 32`"],
    [
      "EMAIL_HASH_KEY",
      "is missing: at least 32 random characters; keep it with your backups and never change it",
    ],
    ["STRIPE_SECRET_KEY", "is missing: a restricted key (rk_live_…) from Stripe's dashboard"],
    [
      "STRIPE_WEBHOOK_SECRET",
      "is missing: the signing secret (whsec_…) of the endpoint at /api/stripe/webhook",
    ],
  ];
  const problems = missing.flatMap(([key, words]) => (raw[key] ? [] : [`${key} ${words}`]));
  if (raw.SITE_URL?.startsWith("http:") && !isLoopback(raw.SITE_URL)) {
    problems.push(
      "SITE_URL must begin with https://, unless it is this machine: without it cookies and sign-ins are anybody's",
    );
  }
  const secrets = splitList(raw.STRIPE_WEBHOOK_SECRET);
  if (raw.STRIPE_WEBHOOK_SECRET && secrets.some((secret) => secret.length < 16)) {
    problems.push(
      "STRIPE_WEBHOOK_SECRET holds an empty or very short secret: copy it whole from Stripe's dashboard",
    );
  }
  return problems;
}

function toSettings(mode: Mode, raw: Raw): Settings {
  return {
    mode,
    port: raw.PORT,
    siteUrl: (raw.SITE_URL ?? `http://localhost:${raw.PORT}`).replace(/\/+$/, ""),
    newsroom: newsroomOf(mode, raw),
    databaseUrl: raw.DATABASE_URL ?? null,
    dataDir: raw.DATA_DIR,
    authSecret: raw.AUTH_SECRET ?? null,
    emailHashKey: raw.EMAIL_HASH_KEY ?? null,
    stripe: {
      secretKey: raw.STRIPE_SECRET_KEY ?? null,
      webhookSecrets: splitList(raw.STRIPE_WEBHOOK_SECRET),
      apiBase: raw.STRIPE_API_BASE ?? null,
      membershipProducts: splitList(raw.STRIPE_MEMBERSHIP_PRODUCTS),
    },
    joinUrl: raw.JOIN_URL ?? null,
    giftUrl: raw.GIFT_URL ?? null,
    accountUrl: raw.ACCOUNT_URL ?? null,
    smtpUrl: raw.SMTP_URL ?? null,
    mailFrom: raw.MAIL_FROM ?? null,
    importAllowedHost: raw.IMPORT_ALLOWED_HOST ?? null,
    importArticles: splitSources(raw.IMPORT_ARTICLES ?? ""),
    importEveryMinutes: raw.IMPORT_EVERY_MINUTES,
    metricsToken: raw.METRICS_TOKEN ?? null,
    logLevel: raw.LOG_LEVEL,
    trustProxy: raw.TRUST_PROXY === "true" || raw.TRUST_PROXY === "1",
  };
}

/** A real newsroom that was not named goes by its host: never by the sample's name. */
function newsroomOf(mode: Mode, raw: Raw): Settings["newsroom"] {
  const host = mode === "production" && raw.SITE_URL ? new URL(raw.SITE_URL).hostname : null;
  const name = raw.NEWSROOM_NAME || host;
  return name ? { name, tagline: raw.NEWSROOM_TAGLINE || null } : null;
}

function splitList(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Sources separated by semicolons, each as its words. */
function splitSources(text: string): string[][] {
  return text
    .split(";")
    .map((source) => source.split(/\s+/).filter(Boolean))
    .filter((source) => source.length > 0);
}

/** Where the data is, for a command that must find the running app before anything else. */
export function readDataDir(source: Record<string, string | undefined> = process.env): string {
  return source.DATA_DIR || ".data";
}

/** Settings of a command that works on a database: those of the demo, whose missing secrets are kept beside the data. */
export function readCommandSettings(): Settings {
  return readSettings("dev");
}
