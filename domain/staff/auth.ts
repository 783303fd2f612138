import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import type { Db } from "@/db/client";
import { staffAccounts, staffSessions, staffUsers, staffVerifications } from "@/db/schema";

export interface StaffAuthOptions {
  db: Db;
  /** At least 32 characters; signs the session cookies. */
  secret: string;
  /** Public origin; cookies are secure when it is https. */
  baseUrl: string;
}

const SESSION_SECONDS = 12 * 60 * 60;

/** Staff sign-in by password. Nobody signs up: accounts are made by an admin or `npm run staff`. */
export function createStaffAuth({ db, secret, baseUrl }: StaffAuthOptions) {
  return betterAuth({
    appName: "Muster",
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret,
    telemetry: { enabled: false },
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: { user: staffUsers, session: staffSessions, account: staffAccounts, verification: staffVerifications },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: {
      additionalFields: { role: { type: "string", required: true, defaultValue: "viewer", input: false } },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: 60 * 60 },
    advanced: {
      cookiePrefix: "muster",
      useSecureCookies: baseUrl.startsWith("https://"),
      ipAddress: { disableIpTracking: true },
    },
    logger: { disabled: true },
  });
}

export type StaffAuth = ReturnType<typeof createStaffAuth>;
