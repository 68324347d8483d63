import { type ErrorBody, type ErrorCode, errorBody, errors } from '#protocol/errors'

/** Whatever a schema of the protocol checks. */
interface Schema<Value> {
  parse(value: unknown): Value
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as this schema has it, exactly as it was sent. Throws when the body is something else. */
  read<Value>(schema: Schema<Value>): Value
}

export interface RequestOptions {
  headers?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is, said to be JSON unless the headers say otherwise. */
  body?: BodyInit
}

export interface Address {
  readonly url: string
}

/** One request to the API over real HTTP; `path` is what follows `/api/v1`. */
export async function request(
  server: Address,
  method: string,
  path: string,
  { headers = {}, json, body }: RequestOptions = {},
): Promise<Answer> {
  const content = json === undefined ? body : JSON.stringify(json)
  const type: Record<string, string> = content === undefined ? {} : { 'Content-Type': 'application/json' }
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { ...type, ...headers },
    redirect: 'manual',
    ...(content === undefined ? {} : { body: content }),
  })
  return answerOf(response.status, response.headers, await response.text())
}

export function answerOf(status: number, headers: Headers, text: string): Answer {
  return { status, headers, text, read: (schema) => schema.parse(JSON.parse(text)) }
}

/**
 * The body of an answer that must be this error and tell nothing it should not.
 * @throws Error when the answer is another
 */
export function refusal(answer: Answer, code: ErrorCode): ErrorBody {
  const said = `${answer.status} ${answer.text.slice(0, 300)}`
  if (answer.status !== errors[code].status) throw new Error(`expected ${code}, got ${said}`)
  if (!answer.headers.get('Content-Type')?.startsWith('application/json')) throw new Error(`no JSON: ${said}`)
  const body = answer.read(errorBody.strict())
  if (body.code !== code) throw new Error(`expected ${code}, got ${said}`)
  if (/\.ts\b|node_modules|\bat \w+ \(|sqlite|postgres|kysely|select /i.test(answer.text)) {
    throw new Error(`the answer tells how the server is made: ${said}`)
  }
  return body
}
