/// <reference types="office-js" />

/** Something to be sent, with about how many bytes it takes. */
export interface Operation {
  readonly bytes: number;
  queue(context: Excel.RequestContext): void;
}

/** A request may have 5 MB in Excel on the web; the client's wrapping and a margin are left. */
export const REQUEST_LIMIT = 4 * 1024 * 1024;
/** What a range costs beside its content. */
export const RANGE_COST = 600;

const encoder = new TextEncoder();

/** About how many bytes a value takes in a request. */
export function bytesOf(value: unknown): number {
  // The batch is JSON inside JSON-like wrapping of the host; each quote is escaped once more on its way.
  return encoder.encode(JSON.stringify(value)).length + 1;
}

/** As few requests as possible, in the order given. */
export function requestsOf(all: readonly Operation[]): readonly (readonly Operation[])[] {
  const requests: Operation[][] = [];
  let room = 0;
  for (const operation of all) {
    if (requests.length === 0 || operation.bytes > room) {
      requests.push([]);
      room = REQUEST_LIMIT;
    }
    requests.at(-1)?.push(operation);
    room -= operation.bytes;
  }
  return requests;
}
