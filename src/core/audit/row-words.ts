import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import type { RelationStatement } from './diagnosis/row-model.js';
import { countIn } from './counts.js';
import { flag, type Phrase } from './finding.js';
import { formColumnTitle } from './naming.js';

/** Says that the counts of a row are the ones to look at, whatever they should be. */
export const COUNTS_INCONSISTENT = 'finding-counts-apart';

/** Puts the relations of a unit's row into words. */
export class RelationWords {
  constructor(
    private readonly attachment: Attachment,
    private readonly row: AttachmentRow,
  ) {}

  violated(relation: RelationStatement): Phrase {
    return {
      code: 'finding-relation',
      parameters: {
        unit: this.row.name,
        relation: this.withTitles(relation),
        found: this.valuesIn(relation),
        certain: flag(relation.severity === 'error'),
      },
    };
  }

  /** The row's values of a relation: T=1，B=5，D=7. */
  valuesIn({ text, columns }: RelationStatement): string {
    const values = columns.map((id) => `${this.symbolOf(id)}=${this.valueOf(id)}`);
    return values.join('，') || text;
  }

  /** A count as text; `-` where there is none. */
  valueOf(id: string): string {
    return String(countIn(this.row, id) ?? '-');
  }

  /** The relation with the columns' titles in the place of their symbols. */
  private withTitles({ text, columns }: RelationStatement): string {
    let words = text.replace('<=', '≤').replace('>=', '≥').replace('-', '−').replace('=', '＝');
    for (const id of columns) {
      const symbol = new RegExp(`${this.symbolOf(id)}(?!\\d)`);
      words = words.replace(symbol, formColumnTitle(this.attachment, id));
    }
    return words;
  }

  private symbolOf(id: string): string {
    return this.attachment.form.columns.find((column) => column.id === id)?.symbol ?? id;
  }
}
