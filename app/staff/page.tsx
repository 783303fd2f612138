import type { Metadata } from "next";
import { MovementPanel } from "@/components/staff/outlook/movement-panel";
import { OutlookPanel, OutlookSentence } from "@/components/staff/outlook/outlook-panel";
import { StaffMasthead } from "@/components/staff/staff-masthead";
import { StaffRoom } from "@/components/staff/staff-room";
import { dashboardQuerySchema } from "@/domain/outlook/dashboard-query";
import { readFirstPage } from "@/domain/outlook/read-first-page";
import { type StaffPageProps, visit } from "./staff-page";

export const metadata: Metadata = { title: "Staff room" };

export default async function StaffPage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, async ({ ctx, staff, query }) => {
    const asked = dashboardQuerySchema.parse(query);
    return { query: asked, ...(await readFirstPage(ctx, staff, asked)) };
  });
  const { room, outlook, movement, departures, query } = data;
  return (
    <>
      {!query.wall && <StaffMasthead staff={staff} here="/staff" />}
      <StaffRoom
        initial={room}
        notice={notice}
        isWall={query.wall !== null}
        lead={outlook && <OutlookSentence outlook={outlook} isWall={query.wall !== null} />}
      >
        {outlook && <OutlookPanel outlook={outlook} query={query} mayWrite={room.mayHold} />}
        <MovementPanel movement={movement} departures={departures} query={query} />
      </StaffRoom>
    </>
  );
}
