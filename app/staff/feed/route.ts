import { errorCode } from "@/domain/errors";
import { currentStaff } from "@/domain/staff/current-staff";
import { readRoom } from "@/domain/staff/read-room";
import { getRuntime } from "@/runtime";

const STATUS: Record<string, number> = { not_signed_in: 401, not_allowed: 403 };

export async function GET(request: Request): Promise<Response> {
  const { ctx, auth } = getRuntime();
  const headers = { "Cache-Control": "no-store" };
  try {
    return Response.json(await readRoom(ctx, await currentStaff(auth, request.headers)), { headers });
  } catch (error) {
    const code = errorCode(error);
    const status = code ? STATUS[code] : undefined;
    if (status && error instanceof Error) {
      return Response.json({ error: { code, message: error.message } }, { status, headers });
    }
    ctx.log.error({ part: "staff", err: error }, "the staff feed failed");
    const message = "The staff room cannot be read at the moment.";
    return Response.json({ error: { code: "failed", message } }, { status: 500, headers });
  }
}
