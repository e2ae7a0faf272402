import type { RefusalCode } from '../../src/ports/refusal-code.js';
import { NotWritten, readFailure, writeFailure } from '../../src/entries/page/files.js';
import { WorkbookRefusal } from '../../src/ports/workbook.js';

// Names of the errors of the File API and the File System Access API, and what each means to somebody with a file.
it.each<[string, RefusalCode]>([
  ['NotReadableError', 'page-not-readable'],
  ['NotFoundError', 'page-not-found'],
  ['NotAllowedError', 'page-not-allowed'],
  ['SecurityError', 'page-not-allowed'],
])('a file that is not read for a %s is refused as %s', (name, code) => {
  expect(readFailure(new DOMException('', name))).toEqual(new WorkbookRefusal(code));
});

it('an error that says nothing of the file stays what it is', () => {
  const error = new RangeError('too long');
  expect(readFailure(error)).toBe(error);
});

it.each([
  ['NoModificationAllowedError', 'locked'],
  ['InvalidModificationError', 'locked'],
  ['NotReadableError', 'locked'],
  ['NotAllowedError', 'not-permitted'],
  ['SecurityError', 'not-permitted'],
  ['NotFoundError', 'gone'],
  ['QuotaExceededError', 'full'],
  ['AbortError', 'broken-off'],
  ['InvalidStateError', 'other'],
])('a file that is not written for a %s is %s', (name, why) => {
  expect(writeFailure(new DOMException('', name)).why).toBe(why);
});

it('another reason is given in the words of the browser, else by its name', () => {
  expect(writeFailure(new DOMException('The device is not ready', 'UnknownError')).reason).toBe(
    'The device is not ready',
  );
  expect(writeFailure(new DOMException('', 'UnknownError')).reason).toBe('UnknownError');
  expect(writeFailure('gone wrong').reason).toBe('gone wrong');
});

it('why a file was not written is told once', () => {
  const error = new NotWritten('full', '');
  expect(writeFailure(error)).toBe(error);
});
