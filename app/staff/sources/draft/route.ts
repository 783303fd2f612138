import { draftSource } from "@/domain/staff/manage-sources";
import { staffForm } from "../../form-post";

export const POST = staffForm(
  "/staff/sources/record",
  async ({ ctx, staff, form }) => {
    const { file, pasted, source, ...entry } = Object.fromEntries(form);
    const list = file instanceof File && file.size > 0 ? await file.text() : pasted;
    const { id } = await draftSource(ctx, staff, { ...entry, list });
    return { to: `/staff/sources/drafts/${id}` };
  },
  (form) => {
    const source = form.get("source");
    if (typeof source !== "string" || !/^\d{1,9}$/.test(source)) return "/staff/sources/record";
    return `/staff/sources/record?source=${source}`;
  },
);
