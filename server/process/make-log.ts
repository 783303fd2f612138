import pino from "pino";
import type { Settings } from "@/env";

/** Structured lines in production; in demo and dev only what a person at the terminal needs. */
export function makeLog({ mode, logLevel }: Pick<Settings, "mode" | "logLevel">) {
  const level = mode === "production" ? logLevel : logLevel === "info" ? "warn" : logLevel;
  return pino({
    level,
    base: null,
    redact: {
      paths: ["*.authorization", "*.cookie", "*.password", "*.email", "err.raw", "err.headers"],
      remove: true,
    },
  });
}
