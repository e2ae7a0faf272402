import { clauseFields } from './components/adjustment-clause.js';
import type { AnyFields, Field } from './components/field.js';
import { componentKinds, fieldsOfKind } from './components/index.js';

/** A JSON Schema (draft-07), as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const TEXT: JsonSchema = { type: 'string' };
const DECIMAL: JsonSchema = { type: 'string', pattern: '^-?\\d{1,7}(\\.\\d{1,8})?$' };
const AMOUNT: JsonSchema = { type: 'string', pattern: '^\\d{1,7}(\\.\\d{1,8})?$' };

/**
 * Returns the JSON Schema of a method, made from the kinds of component and their fields. `npm run schemas` writes it
 * to schemas/method.schema.json.
 *
 * @example
 *   import { methodSchema } from './schema.js';
 *   methodSchema().required // => ['id', 'kind', 'period', 'title', 'source', 'components', 'rounding']
 */
export function methodSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: '计分办法: how a kind of attachment is scored',
    type: 'object',
    properties: {
      $schema: TEXT,
      id: TEXT,
      kind: { enum: ['districts', 'departments', 'volumes'] },
      period: { type: 'string', pattern: '^\\d{4}Q[1-4]$' },
      title: TEXT,
      source: TEXT,
      components: {
        type: 'array',
        minItems: 1,
        items: { oneOf: Object.values(componentKinds).map(({ kind, description }) => kindSchema(kind, description)) },
      },
      cap: DECIMAL,
      rounding: {
        type: 'object',
        properties: { places: { type: 'integer', minimum: 0, maximum: 9 } },
        required: ['places'],
        additionalProperties: false,
      },
      rank: {
        description: 'How units are ranked by their scores: as printed (where it is absent), or before rounding.',
        type: 'object',
        properties: { by: { enum: ['printed', 'exact'] } },
        required: ['by'],
        additionalProperties: false,
      },
      unchecked: { type: 'array', items: TEXT },
    },
    required: ['id', 'kind', 'period', 'title', 'source', 'components', 'rounding'],
    additionalProperties: false,
  };
}

function kindSchema(kind: string, description: string): JsonSchema {
  const fields = fieldsOfKind(kind) ?? {};
  return {
    description,
    type: 'object',
    properties: { kind: { const: kind }, ...propertiesOf(fields) },
    required: ['kind', ...requiredOf(fields)],
    additionalProperties: false,
  };
}

function propertiesOf(fields: AnyFields): Readonly<Record<string, JsonSchema>> {
  const properties = Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)] as const);
  return Object.fromEntries(properties);
}

function requiredOf(fields: AnyFields): readonly string[] {
  return Object.keys(fields).filter((name) => fields[name]?.isOptional !== true);
}

function fieldSchema({ type, description }: Field): JsonSchema {
  return { description, ...typeSchema(type) };
}

function typeSchema(type: Field['type']): JsonSchema {
  switch (type) {
    case 'decimal':
      return DECIMAL;
    case 'amount':
      return AMOUNT;
    case 'text':
    case 'id':
    case 'column':
      return TEXT;
    case 'flag':
      return { type: 'boolean' };
    case 'columns':
      return { type: 'array', items: TEXT, minItems: 1 };
    case 'clauses':
      return { type: 'array', items: clauseSchema() };
  }
}

function clauseSchema(): JsonSchema {
  return {
    type: 'object',
    properties: propertiesOf(clauseFields),
    required: requiredOf(clauseFields),
    additionalProperties: false,
  };
}
