import http from "node:http";
import https from "node:https";

/** Posts one webhook; answers the status, or 0 when nobody answered within 20 s. */
export type SendWebhook = (url: string, body: string, signature: string) => Promise<number>;

/** A sender with its own connections, kept alive between webhooks. */
export function createSender(): { send: SendWebhook; close: () => void } {
  const plain = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const secure = new https.Agent({ keepAlive: true, maxSockets: 64 });
  const send: SendWebhook = (url, body, signature) =>
    new Promise((resolve) => {
      const isSecure = url.startsWith("https:");
      const options = {
        method: "POST",
        agent: isSecure ? secure : plain,
        timeout: 20_000,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          "stripe-signature": signature,
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
      };
      const request = (isSecure ? https : http).request(url, options, (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", () => resolve(0));
      });
      request.on("timeout", () => request.destroy());
      request.on("error", () => resolve(0));
      request.end(body);
    });
  const close = () => {
    plain.destroy();
    secure.destroy();
  };
  return { send, close };
}
