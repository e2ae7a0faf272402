import sample from '../../assets/sample/2021Q2-inputs.xlsx';

/** The attachments of Q2 2021 with their computed columns blank; a part of the script, which loads nothing. */
export function sampleBytes(): Uint8Array {
  const text = atob(sample.slice(sample.indexOf(',') + 1));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
