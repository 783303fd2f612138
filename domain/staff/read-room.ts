import type { Ctx } from "@/domain/context";
import { progressIn } from "@/domain/drive/progress";
import { readDashboard } from "@/domain/drive/read-dashboard";
import { DEFAULT_LOCALE } from "@/domain/locale";
import { countUnheardSince } from "./count-unheard";
import { eventWords } from "./event-words";
import { requireRole } from "./require-role";
import type { Room } from "./room";
import type { StaffMember } from "./staff-member";

/** What the staff room shows now. Any role; nothing in it tells who a member is. */
export async function readRoom(ctx: Ctx, staff: StaffMember | null): Promise<Room> {
  requireRole(staff, "viewer");
  const { snapshot, feed, lastWebhookAt, ...figures } = await readDashboard(ctx);
  return {
    now: ctx.clock.now().toISOString(),
    mayHold: staff.role !== "viewer",
    progress: snapshot && progressIn(snapshot, DEFAULT_LOCALE),
    lastWebhookAt: lastWebhookAt?.toISOString() ?? null,
    unheard: await countUnheardSince(ctx, lastWebhookAt),
    ...figures,
    events: feed.map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      delta: event.delta,
      ...eventWords(event),
    })),
  };
}
