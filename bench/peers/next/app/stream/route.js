export const dynamic = "force-dynamic";

const listeners = new Set();

/** The plain way: a stream object a client. */
export function GET() {
  let send;
  const stream = new ReadableStream({
    start(controller) {
      send = (text) => controller.enqueue(new TextEncoder().encode(text));
      listeners.add(send);
      send("data: hello\n\n");
    },
    cancel: () => listeners.delete(send),
  });
  return new Response(stream, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform" },
  });
}

export async function POST(request) {
  const text = await request.text();
  for (const send of listeners) send(`data: ${text}\n\n`);
  return new Response(null, { status: 204 });
}
