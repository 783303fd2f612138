import { z } from "zod";

/** Spans of "what moved it", in local days with the running one. */
export const SPANS = [1, 7, 28, 90] as const;

/** What the address of the first page says; anything else in it is left out. */
export const dashboardQuerySchema = z.object({
  by: z.enum(["day", "week"]).catch("day"),
  days: z.coerce
    .number()
    .refine((days): days is (typeof SPANS)[number] => SPANS.some((span) => span === days))
    .catch(7),
  with: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .nullable()
    .catch(null)
    .default(null),
  wall: z.literal("1").nullable().catch(null).default(null),
});

export type DashboardQuery = z.infer<typeof dashboardQuerySchema>;

const DEFAULTS: DashboardQuery = { by: "day", days: 7, with: null, wall: null };

/** The address of the first page with one thing changed; what is as usual is left out of it. */
export function dashboardAddress(query: DashboardQuery, change: Partial<DashboardQuery>): string {
  const next = { ...query, ...change };
  const said = (Object.keys(DEFAULTS) as (keyof DashboardQuery)[]).flatMap((key) =>
    next[key] === DEFAULTS[key] || next[key] === null ? [] : [[key, String(next[key])]],
  );
  return said.length === 0 ? "/staff" : `/staff?${new URLSearchParams(said)}`;
}
