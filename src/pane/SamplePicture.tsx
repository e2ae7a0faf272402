import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  picture: {
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  cell: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    padding: '3px 6px',
    textAlign: 'center',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  name: { fontWeight: tokens.fontWeightSemibold, backgroundColor: tokens.colorNeutralBackground3 },
  filled: { backgroundColor: tokens.colorStatusSuccessBackground1, color: tokens.colorStatusSuccessForeground1 },
});

const COLUMNS = ['单位', '总评价率', '加减分', '综合得分'];
/** The first units of attachment 1 of Q2 2021, with the rate and the score that are filled in. */
const ROWS = [
  ['张店区', '100.00%', '10', '98.99'],
  ['淄川区', '89.49%', '13', '96.78'],
  ['博山区', '100.00%', '15', '100.00'],
];
const FILLED: ReadonlySet<number> = new Set([1, 3]);

/** A few cells of the sample, as they are once the scores are filled in; a picture for those who see it. */
export function SamplePicture({ labelledBy }: { readonly labelledBy: string }): ReactNode {
  const styles = useStyles();
  return (
    <div role="img" aria-labelledby={labelledBy} lang="zh-CN">
      <table className={styles.picture}>
        <tbody>
          <tr>
            {COLUMNS.map((name) => (
              <td key={name} className={mergeClasses(styles.cell, styles.name)}>
                {name}
              </td>
            ))}
          </tr>
          {ROWS.map((row) => (
            <tr key={row[0]}>
              {row.map((text, column) => (
                <td key={COLUMNS[column]} className={mergeClasses(styles.cell, FILLED.has(column) && styles.filled)}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
