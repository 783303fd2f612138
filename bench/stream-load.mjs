// A process of its own: holds many event streams open and reports when the last of them heard a marked message.
import { connect } from "node:net";
import { now } from "./measure.mjs";

const OPEN_AT_ONCE = 200;
const streams = [];
let marker = null;
let waiting = 0;

function open(port, path) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const stream = { socket, tail: "", heardAt: 0, armed: false };
    streams.push(stream);
    socket.once("error", reject);
    socket.once("connect", () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n`),
    );
    socket.once("data", resolve);
    socket.on("data", (chunk) => hear(stream, chunk));
    socket.on("error", () => {});
  });
}

function hear(stream, chunk) {
  if (!stream.armed) return;
  stream.tail += chunk.toString("latin1");
  if (!stream.tail.includes(marker)) return;
  stream.armed = false;
  stream.heardAt = now();
  stream.tail = "";
  if (--waiting === 0) process.send({ heard: streams.map(({ heardAt }) => heardAt) });
}

process.on("message", async (message) => {
  if (message.open) {
    const { port, path, count } = message.open;
    for (let opened = 0; opened < count; opened += OPEN_AT_ONCE) {
      const batch = Math.min(OPEN_AT_ONCE, count - opened);
      await Promise.all(Array.from({ length: batch }, () => open(port, path)));
    }
    process.send({ opened: streams.length });
  } else if (message.arm) {
    marker = message.arm;
    waiting = streams.length;
    for (const stream of streams) {
      stream.armed = true;
      stream.tail = "";
    }
    process.send({ armed: true });
  } else if (message.close) {
    for (const { socket } of streams) socket.destroy();
    process.exit(0);
  }
});
