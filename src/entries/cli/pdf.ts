import type { FontChoice, Layout } from '../../core/publish/layout.js';
import { convert } from './libreoffice.js';

/**
 * Columns are counted in figures of the workbook's usual font: where a wider one stands in for it, the page is scaled
 * down until nobody can read it.
 */
const USUAL_FONTS: readonly FontChoice[] = ['Calibri', '等线'].map((name) => ({
  name,
  fallbacks: ['Carlito', 'Liberation Serif', 'Tinos'],
}));

/** Turns an official copy into PDF by LibreOffice. */
export async function pdfOf(bytes: Uint8Array, program: string, layout: Layout): Promise<Uint8Array> {
  const ownFonts = [layout.label, layout.title, layout.notes, layout.pageNumber].map(({ font }) => font);
  const fonts = fontConfiguration([...ownFonts, ...USUAL_FONTS]);
  return convert(bytes, program, { to: 'pdf', filter: 'calc_pdf_Export', fonts });
}

/** Without it a missing 小标宋 would be replaced by whatever sans-serif there is. */
function fontConfiguration(fonts: readonly FontChoice[]): string {
  const aliases = fonts.map(({ name, fallbacks }) => {
    const accepted = fallbacks.map((fallback) => `<family>${fallback}</family>`).join('');
    return `<alias binding="same"><family>${name}</family><accept>${accepted}</accept></alias>`;
  });
  return (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>' +
    `${aliases.join('')}</fontconfig>`
  );
}
