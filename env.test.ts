import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "./env";

const PRODUCTION = {
  SITE_URL: "https://members.example.org/",
  AUTH_SECRET: "a".repeat(32),
  EMAIL_HASH_KEY: "b".repeat(32),
  STRIPE_SECRET_KEY: "rk_live_key",
  STRIPE_WEBHOOK_SECRET: "whsec_0123456789abcdef, whsec_fedcba9876543210",
};

const problemsOf = (source: Record<string, string>) => {
  try {
    readSettings("production", source);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map((problem) => problem.split(" ")[0]);
    throw error;
  }
};

describe("settings", () => {
  test("the demo needs none", () => {
    expect(readSettings("demo", {})).toMatchObject({
      port: 3000,
      siteUrl: "http://localhost:3000",
      newsroom: null,
      stripe: { apiBase: null, webhookSecrets: [] },
    });
  });

  test("are read whole, lists split, the address without its slash", () => {
    const source = {
      ...PRODUCTION,
      STRIPE_MEMBERSHIP_PRODUCTS: "prod_a, prod_b,",
      PORT: "",
      TRUST_PROXY: "1",
    };
    expect(readSettings("production", source)).toMatchObject({
      port: 3000,
      siteUrl: "https://members.example.org",
      trustProxy: true,
      stripe: {
        membershipProducts: ["prod_a", "prod_b"],
        webhookSecrets: ["whsec_0123456789abcdef", "whsec_fedcba9876543210"],
      },
    });
  });

  test("name the newsroom, in production at least by its host", () => {
    const newsroomOf = (more: object) => readSettings("production", { ...PRODUCTION, ...more }).newsroom;
    expect(newsroomOf({})).toEqual({ name: "members.example.org", tagline: null });
    expect(newsroomOf({ NEWSROOM_NAME: " The Herald ", NEWSROOM_TAGLINE: "News" })).toEqual({
      name: "The Herald",
      tagline: "News",
    });
    expect(problemsOf({ ...PRODUCTION, NEWSROOM_NAME: "x".repeat(81) })).toEqual(["NEWSROOM_NAME"]);
  });

  test("list everything that is wrong at once", () => {
    expect(
      problemsOf({ PORT: "many", STRIPE_API_BASE: "http://127.0.0.1:1", MAIL_FROM: "a@b.example" }),
    ).toEqual([
      "PORT",
      "SMTP_URL",
      "STRIPE_API_BASE",
      "SITE_URL",
      "AUTH_SECRET",
      "EMAIL_HASH_KEY",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
    ]);
  });

  test("a public site is on https", () => {
    for (const url of ["http://members.example.org", "http://127.0.0.1.example.org"]) {
      expect(problemsOf({ ...PRODUCTION, SITE_URL: url })).toEqual(["SITE_URL"]);
    }
    expect(problemsOf({ ...PRODUCTION, SITE_URL: "not an address" })).toEqual(["SITE_URL"]);
    expect(problemsOf({ ...PRODUCTION, SITE_URL: "http://localhost:3000" })).toEqual([]);
  });

  test("another Stripe is on loopback or nowhere", () => {
    const demo = (base: string) => () => readSettings("demo", { STRIPE_API_BASE: base });
    expect(demo("http://127.0.0.1:12111")).not.toThrow();
    expect(demo("http://stripe.example.org")).toThrow(/must be a loopback address/);
  });
});
