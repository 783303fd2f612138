import { accountRoutes } from "./account-routes.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { customerRoutes } from "./customer-routes.ts";
import { discountRoutes } from "./discount-routes.ts";
import { eventRoutes } from "./event-routes.ts";
import { invoiceRoutes } from "./invoice-routes.ts";
import { paymentRoutes } from "./payment-routes.ts";
import { portalRoutes } from "./portal-routes.ts";
import type { Route } from "./route.ts";
import { sessionRoutes } from "./session-routes.ts";
import { subscriptionRoutes } from "./subscription-routes.ts";

const routes: { route: Route; parts: string[] }[] = [
  ...catalogueRoutes,
  ...customerRoutes,
  ...sessionRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...paymentRoutes,
  ...discountRoutes,
  ...portalRoutes,
  ...eventRoutes,
  ...accountRoutes,
].map((route) => ({ route, parts: route.path.split("/") }));

/** The first route that fits; more exact routes stand before those with ids. */
export function matchRoute(method: string, path: string): { route: Route; ids: string[] } | undefined {
  const asked = path
    .replace(/^\/v1\//, "")
    .split("/")
    .map(decodeURIComponent);
  for (const { route, parts } of routes) {
    if (route.method !== method || parts.length !== asked.length) continue;
    const fits = parts.every((part, index) => part.startsWith(":") || part === asked[index]);
    if (fits) return { route, ids: asked.filter((_, index) => parts[index]?.startsWith(":")) };
  }
  return undefined;
}
