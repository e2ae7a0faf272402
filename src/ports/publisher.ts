import type { AttachmentDocument } from '../core/publish/document.js';

/** What became of a file that was handed over: saved as a file, opened as a new workbook, or not let through by the host. */
export type Delivery = 'saved' | 'opened' | 'blocked';

/** How a host makes and hands out official attachments. */
export interface Publisher {
  /** Hands over an official workbook. */
  deliver(name: string, bytes: Uint8Array): Promise<Delivery>;
  /** Makes the Word file of attachments and hands it over. */
  deliverWord(name: string, documents: readonly AttachmentDocument[]): Promise<Delivery>;
}
