/** What became of a file that was handed over: saved as a file, opened as a new workbook, or blocked by the host. */
export type Delivery = 'saved' | 'opened' | 'blocked';

/** How a host hands out official attachments, each under the name of a file. */
export interface Publisher {
  /** Official workbooks open without a name, which is therefore copied to be pasted; else they are saved under it. */
  readonly opensUnnamed: boolean;
  /** Hands over an official workbook: the bytes of an .xlsx file. */
  deliver(name: string, bytes: Uint8Array): Promise<Delivery>;
  /** Hands over the Word file of the attachments; `make` is not called where the host would block it. */
  deliverWord(name: string, make: () => Promise<Uint8Array>): Promise<Delivery>;
  /** Hands over a picture (PNG). */
  deliverImage(name: string, picture: Blob): Promise<Delivery>;
  /** Prints a page of HTML under a name; `null` where the host prints the open workbook itself. */
  readonly print: ((name: string, html: string) => void) | null;
  /** Has the host make a PDF of the whole open workbook, all visible sheets of it; `null` where it cannot. */
  readonly deliverPdf: ((name: string) => Promise<Delivery>) | null;
}
