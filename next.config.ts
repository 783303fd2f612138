import type { NextConfig } from "next";

const config: NextConfig = {
  // The front door compresses once a version; Next would do it for every answer, and for streams too.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types of all the code; a build would check them again, for half of its time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@electric-sql/pglite", "postgres", "pino", "better-auth"],
  // Everyone gets metadata in the head, because pages are whole documents.
  htmlLimitedBots: /.*/,
  // Reader pages live under their language; the default one has no prefix.
  rewrites: async () => ({
    beforeFiles: [
      { source: "/", destination: "/en" },
      { source: "/:path((?!(?:en|uk|staff|api|_next)(?:/|$)).*)", destination: "/en/:path" },
    ],
    afterFiles: [],
    fallback: [],
  }),
};

export default config;
