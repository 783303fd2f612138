import { nameEmbedHost } from "@/domain/embed/change-embed-host";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/embeds", async ({ ctx, staff, form }) => {
  await nameEmbedHost(ctx, staff, { host: form.get("host"), name: form.get("name") });
  return { notice: "saved" };
});
