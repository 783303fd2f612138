// Node's own server sending one body that never changes: the floor of the front door.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [, , port, file, type, encoding] = process.argv;
const body = readFileSync(file);
const headers = [
  ...["content-type", type],
  ...["content-length", String(body.length)],
  ...["cache-control", "public, max-age=1"],
  ...(encoding ? ["content-encoding", encoding] : []),
];
createServer((_req, res) => {
  res.writeHead(200, headers);
  res.end(body);
}).listen(Number(port), "127.0.0.1", () => console.log("listening"));
