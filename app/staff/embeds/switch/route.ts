import { switchEmbedHost } from "@/domain/embed/change-embed-host";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/embeds", async ({ ctx, staff, form }) => {
  await switchEmbedHost(ctx, staff, { host: form.get("host"), isOff: form.get("isOff") === "yes" });
  return { notice: "saved" };
});
