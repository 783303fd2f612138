/** One message of PostgreSQL's protocol from client to server; the start of a connection has no type. */
export interface FrontendMessage {
  type: string | null;
  bytes: Buffer;
}

/** Splits what a client sends into messages, whatever pieces it arrives in. */
export class FrontendMessages {
  private held = Buffer.alloc(0);
  private started = false;

  take(chunk: Buffer): FrontendMessage[] {
    this.held = Buffer.concat([this.held, chunk]);
    const messages: FrontendMessage[] = [];
    for (;;) {
      const head = this.started ? 1 : 0;
      if (this.held.length < head + 4) return messages;
      const length = head + this.held.readUInt32BE(head);
      if (this.held.length < length) return messages;
      const bytes = this.held.subarray(0, length);
      messages.push({ type: this.started ? String.fromCharCode(bytes[0] ?? 0) : null, bytes });
      this.held = this.held.subarray(length);
      this.started = true;
    }
  }
}

/** Knows a COMMIT when it sees one: as plain text, or as the execution of a statement prepared under a name. */
export class CommitWatch {
  private readonly prepared = new Set<string>();

  isCommit({ type, bytes }: FrontendMessage): boolean {
    const [first = "", second = ""] = bytes.subarray(5).toString("latin1").split("\0");
    if (type === "P") {
      if (isCommitText(second)) this.prepared.add(first);
      else this.prepared.delete(first);
    }
    return type === "Q" ? isCommitText(first) : type === "B" && this.prepared.has(second);
  }
}

function isCommitText(text: string): boolean {
  return text.trim().toLowerCase() === "commit";
}
