/** An answer of Stripe's error kind; thrown by handlers, written once by the HTTP layer. */
export class StripeFailure extends Error {
  readonly status: number;
  readonly body: { type: string; code?: string; message: string; param?: string };

  constructor(status: number, body: StripeFailure["body"]) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export function invalidRequest(code: string, message: string, param?: string, status = 400): StripeFailure {
  return new StripeFailure(status, { type: "invalid_request_error", code, message, param });
}

/** 404 for an id in the path, 400 for an id in a parameter, as Stripe answers. */
export function missing(what: string, id: string, param = "id"): StripeFailure {
  return invalidRequest("resource_missing", `No such ${what}: '${id}'`, param, param === "id" ? 404 : 400);
}
