import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

function requestFrom(remoteAddress: string, forwarded?: string): IncomingMessage {
  const req = new IncomingMessage(
    Object.defineProperty(new Socket(), "remoteAddress", { value: remoteAddress }),
  );
  if (forwarded !== undefined) req.headers["x-forwarded-for"] = forwarded;
  return req;
}

test("without a trusted proxy a sender cannot choose its address", () => {
  expect(clientAddress(requestFrom("198.51.100.7", "10.0.0.1"), false)).toBe("198.51.100.7");
});

test("behind a proxy it is what the proxy itself wrote, not what the sender had put before it", () => {
  expect(clientAddress(requestFrom("127.0.0.1", "10.0.0.1, 198.51.100.7"), true)).toBe("198.51.100.7");
  expect(clientAddress(requestFrom("127.0.0.1", "2001:db8::1"), true)).toBe("2001:db8::1");
});

test("a proxy that says nothing of use leaves the connection's own address", () => {
  expect(clientAddress(requestFrom("127.0.0.1"), true)).toBe("127.0.0.1");
  expect(clientAddress(requestFrom("127.0.0.1", "unknown"), true)).toBe("127.0.0.1");
});

test("one sender has one address, whichever kind of socket it came by", () => {
  expect(clientAddress(requestFrom("::ffff:198.51.100.7"), false)).toBe("198.51.100.7");
});
