/** The front door writes the client's address here and drops whatever a client sent under this name. */
export const CLIENT_ADDRESS_HEADER = "x-muster-client-ip";
