import type { Metadata } from "next";
import { NotificationChannels } from "@/components/staff/notification-channels";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readNotifications } from "@/domain/staff/manage-notifications";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) => readNotifications(ctx, staff));
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  return (
    <StaffFrame staff={staff} here="/staff/notifications" title="Notifications" notice={notice}>
      <NotificationChannels
        {...data}
        timezone={timezone}
        now={ctx.clock.now()}
        mayChange={staff.role !== "viewer"}
      />
    </StaffFrame>
  );
}
