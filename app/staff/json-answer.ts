import type { Ctx } from "@/domain/context";
import { errorCode } from "@/domain/errors";
import { currentStaff } from "@/domain/staff/current-staff";
import type { StaffMember } from "@/domain/staff/staff-member";
import { getRuntime } from "@/runtime";
import { statusOf } from "./form-post";

/** A GET handler for what a page of the room asks again while it is open: JSON, never kept. */
export function staffJson(
  read: (ctx: Ctx, staff: StaffMember | null) => Promise<object>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { ctx, auth } = getRuntime();
    const headers = { "Cache-Control": "no-store" };
    try {
      return Response.json(await read(ctx, await currentStaff(auth, request.headers)), { headers });
    } catch (error) {
      const code = errorCode(error);
      if (code && error instanceof Error) {
        return Response.json(
          { error: { code, message: error.message } },
          { status: statusOf(code), headers },
        );
      }
      ctx.log.error({ part: "staff", err: error }, "the staff room could not be read");
      const message = "The staff room cannot be read at the moment.";
      return Response.json({ error: { code: "failed", message } }, { status: 500, headers });
    }
  };
}
