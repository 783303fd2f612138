import { errorCode } from "@/domain/errors";
import { csvLine } from "@/domain/outlook/csv";
import { EXPORTS, exportRows } from "@/domain/outlook/export-rows";
import { currentStaff } from "@/domain/staff/current-staff";
import { getRuntime } from "@/runtime";
import { statusOf } from "../../form-post";

const CHUNK = 32 * 1024;

export async function GET(
  request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  const { ctx, auth } = getRuntime();
  const wanted = (await params).name;
  const name = EXPORTS.find((known) => known === wanted);
  const headers = { "Cache-Control": "no-store" };
  if (!name) {
    const error = { code: "export_not_found", message: "There is no such export." };
    return Response.json({ error }, { status: 404, headers });
  }
  try {
    const rows = await exportRows(ctx, await currentStaff(auth, request.headers), name);
    return new Response(streamOf(rows), {
      headers: {
        ...headers,
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="muster-${name}.csv"`,
      },
    });
  } catch (error) {
    const code = errorCode(error);
    if (!code || !(error instanceof Error)) throw error;
    return Response.json({ error: { code, message: error.message } }, { status: statusOf(code), headers });
  }
}

/** Reads on only as fast as the other side takes it. */
function streamOf(rows: AsyncGenerator<(string | number | null)[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let chunk = "";
      while (chunk.length < CHUNK) {
        const { value, done } = await rows.next();
        if (done) {
          if (chunk) controller.enqueue(encoder.encode(chunk));
          controller.close();
          return;
        }
        chunk += csvLine(value);
      }
      controller.enqueue(encoder.encode(chunk));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}
