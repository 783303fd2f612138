/** An answer as Stripe refuses: `{ "error": { type, code, message, param } }` with an HTTP status. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly code?: string,
    readonly param?: string,
  ) {
    super(message);
  }

  body(): object {
    const { type, code, message, param } = this;
    return { error: { type, ...(code ? { code } : {}), message, ...(param ? { param } : {}) } };
  }
}

export function missing(kind: string, id: string): ApiError {
  return new ApiError(404, "invalid_request_error", `No such ${kind}: '${id}'`, "resource_missing", "id");
}

export function invalid(message: string, param?: string, code?: string): ApiError {
  return new ApiError(400, "invalid_request_error", message, code, param);
}
