// A process of its own: posts signed webhooks over raw sockets and reports how many were acknowledged, and when.
import { connect } from "node:net";
import { webhookRequest } from "./events.mjs";
import { now } from "./measure.mjs";

process.once("message", async (options) => {
  const { port, connections, seconds, most, rate } = options;
  const requests = Array.from({ length: most }, (_, n) => webhookRequest(options, `${options.prefix}_${n}`));
  const latencies = [];
  let refused = 0;
  const began = now();
  const until = began + seconds * 1_000;
  let next = 0;

  /** When the `n`th request is due; at once without a rate. */
  const dueAt = (n) => (rate ? began + (n * 1_000) / rate : 0);

  const client = () =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.setNoDelay(true);
      let sentAt = 0;
      let text = "";
      const send = () => {
        const n = next++;
        const wait = dueAt(n) - now();
        if (n >= requests.length || now() + Math.max(0, wait) >= until) {
          socket.end();
          resolve();
          return;
        }
        const write = () => {
          // Late is counted from when it was due: a server that makes others wait must not look quick.
          sentAt = rate ? dueAt(n) : now();
          socket.write(requests[n]);
        };
        if (wait > 0) setTimeout(write, wait);
        else write();
      };
      socket.on("connect", send);
      socket.on("error", resolve);
      socket.on("data", (chunk) => {
        text += chunk.toString("latin1");
        const end = text.indexOf("\r\n\r\n");
        if (end < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        if (text.startsWith("HTTP/1.1 200")) latencies.push(now() - sentAt);
        else refused++;
        text = "";
        send();
      });
    });
  await Promise.all(Array.from({ length: connections }, client));
  process.send({ acknowledged: latencies.length, refused, seconds: (now() - began) / 1_000, latencies }, () =>
    process.exit(0),
  );
});
