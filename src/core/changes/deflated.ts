import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';

/** A text that comes to more than this was not written by us: it is refused while it is inflated, not after. */
const MOST_INFLATED = 32 * 1024 * 1024;
/** Deflate packs a thousandfold at most, so that one step goes beyond the limit by few bytes. */
const STEP = 4096;

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text, deflated and written in base64, so that it can stand in XML. */
export function deflated(text: string): string {
  return base64Of(deflateSync(strToU8(text)));
}

/** Reads what `deflated` has written; `null` where it is cut, is something else, or comes to more than `most` bytes. */
export function inflated(base64: string, most = MOST_INFLATED): string | null {
  const packed = bytesOf(base64);
  if (packed === null) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isComplete = false;
  const stream = new Inflate((chunk, isLast) => {
    size += chunk.length;
    isComplete = isLast;
    if (size <= most) chunks.push(chunk);
  });
  try {
    for (let from = 0; from < packed.length && size <= most; from += STEP) {
      stream.push(packed.subarray(from, from + STEP), from + STEP >= packed.length);
    }
  } catch {
    return null;
  }
  if (!isComplete || size > most) return null;
  return strFromU8(joined(chunks, size));
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function base64Of(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const present = Math.min(3, bytes.length - at);
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    let group = '';
    for (let sign = 0; sign < 4; sign += 1)
      group += sign > present ? '=' : SIGNS.charAt((bits >> (18 - 6 * sign)) & 63);
    groups.push(group);
  }
  return groups.join('');
}

const BITS: ReadonlyMap<string, number> = new Map([...SIGNS].map((sign, bits) => [sign, bits]));

function bytesOf(base64: string): Uint8Array | null {
  const text = base64.replace(/={1,2}$/, '');
  if (base64.length % 4 !== 0) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const sign of text) {
    const six = BITS.get(sign);
    if (six === undefined) return null;
    bits = ((bits << 6) | six) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 0xff;
    at += 1;
  }
  return bytes;
}
