/**
 * Measures how the code reads, and fails where it reads worse than wanted: `npm run texture`.
 * `node bench/texture.mjs src/core/audit` measures one folder, and lists its most complex functions.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const [folder = 'src'] = process.argv.slice(2);
const MOST_COMPLEX = 15;

const counts = { lines: 0, wide: 0, ternaries: 0, nested: 0, functions: 0, manyParameters: 0 };
const complex = [];

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  counts.lines += lines.length - 1;
  counts.wide += lines.filter((line) => [...line].length > 120).length;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  countTernaries(source, false);
  measureFunctions(source, source);
}

const perFunction = (part) => (100 * part) / Math.max(1, counts.functions);
const rows = [
  ['lines over 120 columns', counts.wide, 0],
  ['ternaries per 1,000 lines', (1000 * counts.ternaries) / counts.lines, 15],
  ['nested ternaries', counts.nested, 0],
  [`% of functions with a complexity over ${MOST_COMPLEX}`, perFunction(complex.length), 0.5],
  ['functions with a complexity over 20', complex.filter(({ complexity }) => complexity > 20).length, 0],
  ['% of functions with four or more parameters', perFunction(counts.manyParameters), 3],
];
console.log(`${folder}: ${counts.lines} lines, ${counts.functions} named functions`);
for (const [name, figure, most] of rows) {
  const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(2);
  console.log(`${figure > most ? 'too much' : '      ok'}  ${shown.padStart(6)}  (at most ${most})  ${name}`);
}
for (const { complexity, place } of complex.sort((a, b) => b.complexity - a.complexity)) {
  console.log(`          ${String(complexity).padStart(6)}  ${place}`);
}
if (rows.some(([, figure, most]) => figure > most)) process.exitCode = 1;

/** Counts conditional expressions; one that is the condition or a branch of another is nested. */
function countTernaries(node, isInside) {
  const isTernary = ts.isConditionalExpression(node);
  if (isTernary) counts.ternaries += 1;
  if (isTernary && isInside) counts.nested += 1;
  const staysInside = ts.isParenthesizedExpression(node) && isInside;
  ts.forEachChild(node, (child) => countTernaries(child, isTernary || staysInside));
}

/** Measures the functions that have a name. What a function holds in callbacks and closures counts as its own, too. */
function measureFunctions(node, source) {
  if (isNamedFunction(node)) {
    counts.functions += 1;
    if (node.parameters.length >= 4) counts.manyParameters += 1;
    const complexity = 1 + decisionsIn(node);
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (complexity > MOST_COMPLEX) complex.push({ complexity, place: `${source.fileName}:${line}` });
  }
  ts.forEachChild(node, (child) => measureFunctions(child, source));
}

function isNamedFunction(node) {
  if (!ts.isFunctionLike(node) || node.body === undefined) return false;
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return true;
  return ts.isVariableDeclaration(node.parent) || ts.isPropertyDeclaration(node.parent);
}

function decisionsIn(node) {
  let decisions = isDecision(node) ? 1 : 0;
  ts.forEachChild(node, (child) => {
    decisions += decisionsIn(child);
  });
  return decisions;
}

function isDecision(node) {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return (
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken
    );
  }
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isCaseClause(node) ||
    ts.isCatchClause(node)
  );
}
