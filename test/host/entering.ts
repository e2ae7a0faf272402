import type { CellValue } from '../../src/core/grid/grid.js';

/** What Excel makes of something entered into a cell. */
export interface Entered {
  readonly value: CellValue;
  readonly formula: string | null;
  /** The number format Excel chooses by itself, where the cell had none. */
  readonly format?: string;
}

const ERRORS = new Set(['#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#N/A', '#NUM!', '#NULL!']);
const DAY = 86_400_000;

/**
 * Enters a value as typing it would: text that looks like a number, a date or a formula becomes one, unless the cell is
 * formatted as text.
 */
export function enter(raw: unknown, format: string): Entered {
  if (raw === '' || raw === null || raw === undefined) return { value: null, formula: null };
  if (format === '@') return { value: String(raw), formula: null };
  if (typeof raw === 'number' || typeof raw === 'boolean') return { value: raw, formula: null };
  const text = String(raw);
  if (text.startsWith("'")) return { value: text.slice(1), formula: null };
  if (/^=./s.test(text)) return { value: null, formula: text };
  if (/^[+-][A-Z(]/i.test(text)) return { value: null, formula: `=${text}` };
  return typed(text);
}

function typed(text: string): Entered {
  // Chinese and Japanese Excel take full-width digits for digits.
  const plain = text.normalize('NFKC').trim();
  if (ERRORS.has(plain.toUpperCase())) return { value: { error: plain.toUpperCase() }, formula: null };
  if (/^(true|false)$/i.test(plain)) return { value: plain.toLowerCase() === 'true', formula: null };
  if (/^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d+)?$/i.test(plain) && /\d/.test(plain))
    return { value: Number(plain.replaceAll(',', '')), formula: null };
  if (/^[+-]?[\d,]+(\.\d*)?%$/.test(plain))
    return {
      value: Number(plain.slice(0, -1).replaceAll(',', '')) / 100,
      formula: null,
      format: plain.includes('.') ? '0.00%' : '0%',
    };
  const date = /^(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?$/.exec(plain);
  if (date !== null && Number(date[2]) <= 12 && Number(date[3]) <= 31) {
    return {
      value: serial(Number(date[1] ?? 2026), Number(date[2]), Number(date[3])),
      formula: null,
      format: date[1] === undefined ? 'm"月"d"日"' : 'yyyy/m/d',
    };
  }
  const time = /^(\d{1,2}):(\d{2})$/.exec(plain);
  if (time !== null) return { value: (Number(time[1]) * 60 + Number(time[2])) / 1440, formula: null, format: 'h:mm' };
  return { value: text, formula: null };
}

function serial(year: number, month: number, day: number): number {
  return (Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / DAY;
}
