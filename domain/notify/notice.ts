import type { notificationChannels, notifications } from "@/db/schema";

export type Channel = typeof notificationChannels.$inferSelect;
export type NoticeEvent = Channel["events"][number];

/** Something staff may want to be told of. */
export type Happening = Pick<
  typeof notifications.$inferSelect,
  "event" | "subject" | "at" | "title" | "lines" | "path"
>;

/** What a notice says, wherever it is sent. */
export type Notice = Pick<Happening, "title" | "lines" | "path">;
