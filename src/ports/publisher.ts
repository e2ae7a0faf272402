/** What became of a file that was handed over: saved as a file, or opened as a new workbook. */
export type Delivery = 'saved' | 'opened';

/** How a host hands out official attachments, each under the name of a file. */
export interface Publisher {
  /** Official workbooks open without a name, which is therefore copied to be pasted; else they are saved under it. */
  readonly opensUnnamed: boolean;
  /** Hands over an official workbook: the bytes of an .xlsx file. */
  deliver(name: string, bytes: Uint8Array): Promise<Delivery>;
  /** Saves a file of another kind: Word, a picture, a method; `null` where the host lets none be saved. */
  readonly save: ((name: string, make: () => Promise<Blob>) => Promise<Delivery>) | null;
  /** Prints a page of HTML under a name; `null` where the host prints the open workbook itself. */
  readonly print: ((name: string, html: string) => void) | null;
  /** Has the host make a PDF of the whole open workbook, all visible sheets of it; `null` where it cannot. */
  readonly deliverPdf: ((name: string) => Promise<Delivery>) | null;
}
