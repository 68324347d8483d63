type Schema = Record<string, unknown>

/** A JSON schema as people would write it down: one line a field, what it may hold, and why it is there. */
export function sketch(schema: Schema, indent = ''): string {
  const choices = list(schema.anyOf ?? schema.oneOf)
  if (choices.length > 0) return choices.map((choice) => sketch(choice, indent)).join(' or ')
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if ('const' in schema) return JSON.stringify(schema.const)
  const types = Array.isArray(schema.type) ? schema.type.map(String) : [String(schema.type ?? 'anything')]
  return types.map((type) => sketchOf(type, schema, indent)).join(' | ')
}

function sketchOf(type: string, schema: Schema, indent: string): string {
  if (type === 'object') return sketchObject(schema, indent)
  if (type === 'array') return sketchArray(schema, indent)
  return type + limitsOf(schema)
}

function sketchObject(schema: Schema, indent: string): string {
  const properties = Object.entries(record(schema.properties))
  if (properties.length === 0) {
    const values = record(schema.additionalProperties)
    return Object.keys(values).length > 0 ? `{ any name: ${sketch(values, indent)} }` : '{}'
  }
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const lines = properties.map(([name, value]) => {
    const field = record(value)
    const note = typeof field.description === 'string' ? `  // ${field.description}` : ''
    return `${indent}  ${name}${required.has(name) ? '' : '?'}: ${sketch(field, `${indent}  `)}${note}`
  })
  return ['{', ...lines, `${indent}}`].join('\n')
}

function sketchArray(schema: Schema, indent: string): string {
  const fixed = list(schema.prefixItems)
  if (fixed.length > 0) return `[${fixed.map((item) => sketch(item, indent)).join(', ')}]`
  return `list of ${sketch(record(schema.items), indent)}${limitsOf(schema)}`
}

/** Keyword and wording of each limit, in the order they are said. */
const wordings: [string, (value: unknown) => string][] = [
  ['format', (value) => `as ${value}`],
  ['pattern', (value) => `matching ${value}`],
  ['minLength', (value) => `at least ${value} characters`],
  ['maxLength', (value) => `at most ${value} characters`],
  ['minimum', (value) => `at least ${value}`],
  ['maximum', (value) => `at most ${value}`],
  ['minItems', (value) => `at least ${value}`],
  ['maxItems', (value) => `at most ${value}`],
  ['default', (value) => `default ${JSON.stringify(value)}`],
]

function limitsOf(schema: Schema): string {
  const said = wordings
    .filter(([keyword]) => isLimit(schema[keyword]))
    .map(([keyword, say]) => say(schema[keyword]))
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

/** Whole numbers are always bounded by what a number can hold exactly, which says nothing. */
function isLimit(value: unknown): boolean {
  return value !== undefined && Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER
}

function record(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function list(value: unknown): Schema[] {
  return Array.isArray(value) ? value.map(record) : []
}
