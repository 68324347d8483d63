import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { createAssets } from '#server/http/assets'

const page = '<!doctype html><title>Natter</title>'
const script = 'console.log("natter")\n'.repeat(100)
const folder = mkdtempSync(join(tmpdir(), 'natter-assets-'))
let server: Bun.Server<undefined>

beforeAll(() => {
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  writeFileSync(join(folder, 'web', 'index.html'), page)
  writeFileSync(join(folder, 'web', '.env'), 'hidden')
  writeFileSync(join(folder, 'web', 'assets', 'app-1.js'), script)
  writeFileSync(join(folder, 'web', 'assets', 'app-1.js.map'), '{}')
  writeFileSync(join(folder, 'web', 'assets', 'app-1.js.br'), brotliCompressSync(script))
  writeFileSync(join(folder, 'web', 'assets', 'app-1.js.gz'), gzipSync(script))
  const assets = createAssets(join(folder, 'web'))
  server = Bun.serve({
    port: 0,
    fetch: (request) => assets(request) ?? new Response('none', { status: 404 }),
  })
})

afterAll(async () => {
  await server.stop(true)
  rmSync(folder, { recursive: true })
})

/** Sends the path as it stands, which fetch would tidy up, and gives the whole answer. */
async function raw(method: string, path: string, headers: Record<string, string> = {}) {
  const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers })
  const { promise, resolve } = Promise.withResolvers<string>()
  const chunks: Buffer[] = []
  await Bun.connect({
    hostname: 'localhost',
    port: server.port ?? 0,
    socket: {
      open: (socket) => {
        const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
        socket.write(`${method} ${path} HTTP/1.1\r\n${head}\r\n`)
      },
      data: (_, bytes) => void chunks.push(bytes),
      close: () => resolve(Buffer.concat(chunks).toString('latin1')),
    },
  })
  const [head = '', body = ''] = (await promise).split(/\r\n\r\n(.*)/s)
  const [status = '', ...fields] = head.split('\r\n')
  return {
    status: Number(status.split(' ')[1]),
    body,
    headers: new Headers(fields.map((field) => field.split(/: (.*)/).slice(0, 2) as [string, string])),
  }
}

test.each(['/', '/index.html', '/room/r1', '/room/', '/?from=mail'])(
  '[OPS-7] %s is the page, and is asked for again each time',
  async (path) => {
    const answer = await raw('GET', path)
    expect(answer.status).toBe(200)
    expect(answer.body).toBe(page)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  },
)

test('a file named after its content may be kept for a year', async () => {
  const answer = await raw('GET', '/assets/app-1.js')
  expect(answer.body).toBe(script)
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['*;q=0', null],
  ['identity', null],
  ['', null],
  ['zstd', null],
])('a client that accepts "%s" gets %s', async (accepted, encoding) => {
  const answer = await raw('GET', '/assets/app-1.js', { 'Accept-Encoding': accepted })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-encoding')).toBe(encoding)
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  expect(answer.headers.get('content-length')).toBe(String(answer.body.length))
})

test('each encoding has a tag of its own, and a client that holds it is told so without the body', async () => {
  const plain = await raw('GET', '/assets/app-1.js')
  const brotli = await raw('GET', '/assets/app-1.js', { 'Accept-Encoding': 'br' })
  const tag = plain.headers.get('etag') ?? ''
  expect(tag).toMatch(/^"[\w-]{22}"$/)
  expect(brotli.headers.get('etag')).not.toBe(tag)

  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await raw('GET', '/assets/app-1.js', { 'If-None-Match': known })
    expect(again.status).toBe(304)
    expect(again.body).toBe('')
    expect(again.headers.get('etag')).toBe(tag)
    expect(again.headers.get('cache-control')).toContain('immutable')
  }
  expect((await raw('GET', '/assets/app-1.js', { 'If-None-Match': '"other"' })).status).toBe(200)
})

test('HEAD says what GET would, without the body', async () => {
  const { status, headers, body } = await raw('HEAD', '/assets/app-1.js', { 'Accept-Encoding': 'br' })
  expect({ status, body }).toEqual({ status: 200, body: '' })
  expect(headers.get('content-length')).toBe(String(brotliCompressSync(script).length))
  expect(headers.get('content-encoding')).toBe('br')
})

test.each([
  '/missing.js',
  '/assets',
  '/assets/',
  '/.env',
  '/assets/app-1.js.map',
  '/assets/app-1.js.br',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..\\secret.txt',
  '/index.html%00',
  '/%',
  '/room/a/b',
  '/room/..%2f..%2fapi/x',
  '/constructor',
  '/__proto__',
])('[A14] %s is not served', async (path) => {
  expect(await raw('GET', path)).toMatchObject({ status: 404, body: 'none' })
})

test('[A14] an encoded path into another place is at most the page itself', async () => {
  expect((await raw('GET', '/room/..%2f..%2fapi')).body).toBe(page)
})

test('other methods are for the caller to refuse', async () => {
  expect((await raw('POST', '/')).status).toBe(404)
  expect((await raw('DELETE', '/assets/app-1.js')).status).toBe(404)
})

test('a folder that was never built serves nothing', () => {
  expect(createAssets(join(folder, 'missing'))(new Request('http://localhost/'))).toBeNull()
})
