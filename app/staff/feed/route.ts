import { errorCode } from "@/domain/errors";
import { currentStaff } from "@/domain/staff/current-staff";
import { readRoom } from "@/domain/staff/read-room";
import { getRuntime } from "@/runtime";
import { statusOf } from "../form-post";

export async function GET(request: Request): Promise<Response> {
  const { ctx, auth } = getRuntime();
  const headers = { "Cache-Control": "no-store" };
  try {
    return Response.json(await readRoom(ctx, await currentStaff(auth, request.headers)), { headers });
  } catch (error) {
    const code = errorCode(error);
    if (code && error instanceof Error) {
      return Response.json({ error: { code, message: error.message } }, { status: statusOf(code), headers });
    }
    ctx.log.error({ part: "staff", err: error }, "the staff feed failed");
    const message = "The staff room cannot be read at the moment.";
    return Response.json({ error: { code: "failed", message } }, { status: 500, headers });
  }
}
