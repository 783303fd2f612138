import type { Ctx } from "@/domain/context";
import { readRoom } from "@/domain/staff/read-room";
import type { Room } from "@/domain/staff/room";
import type { StaffMember } from "@/domain/staff/staff-member";
import type { DashboardQuery } from "./dashboard-query";
import { type Departures, type Movement, readDepartures, readMovement } from "./read-movement";
import { type Outlook, readOutlook } from "./read-outlook";

/** Everything the first page is made from. */
export interface FirstPage {
  room: Room;
  outlook: Outlook | null;
  movement: Movement;
  departures: Departures;
}

/** The staff room's first page: rollups and indexes only, so that it opens as fast with a million members. Any role. */
export async function readFirstPage(
  ctx: Ctx,
  staff: StaffMember | null,
  query: DashboardQuery,
): Promise<FirstPage> {
  const room = await readRoom(ctx, staff);
  const timezone = room.progress?.timezone ?? "UTC";
  const [outlook, movement, departures] = await Promise.all([
    room.progress ? readOutlook(ctx, staff, { slug: room.progress.drive, compareWith: query.with }) : null,
    readMovement(ctx, staff, { days: query.days, timezone, total: room.liveCount }),
    readDepartures(ctx, staff, timezone),
  ]);
  return { room, outlook, movement, departures };
}
