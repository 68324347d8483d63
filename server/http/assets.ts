import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { acceptedEncoding, type Encoding, encodings } from './accepted-encoding'

interface Content {
  bytes: Uint8Array<ArrayBuffer>
  etag: string
}

interface Asset {
  type: string
  cacheControl: string
  plain: Content
  compressed: Map<Encoding, Content>
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Addresses inside the web client; all of them are the one page. */
const clientRoute =
  /^\/(?:admin|share|new-group|search|room\/[^/]*(?:\/\d+)?|reset-password|confirm-email|add-contact)?$/

/**
 * Serves the files of a built web client from memory; what is not in `folder` at this moment does not exist. Files
 * under /assets are named after their content and may be kept for ever, all others are asked for again each time.
 * Answers null to every other address and method. A folder that does not exist serves nothing.
 */
export function createAssets(folder: string): (request: Request) => Response | null {
  const assets = existsSync(folder) ? readAssets(folder) : new Map<string, Asset>()
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const path = new URL(request.url).pathname
    const asset = assets.get(clientRoute.test(path) ? '/index.html' : path)
    return asset ? answer(request, asset) : null
  }
}

function readAssets(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>()
  for (const file of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const type = types[extname(file.name)]
    if (!file.isFile() || type === undefined) continue
    const path = join(file.parentPath, file.name)
    const address = `/${relative(folder, path).replaceAll(sep, '/')}`
    const cacheControl = address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    assets.set(address, { type, cacheControl, plain: readContent(path), compressed: readTwins(path) })
  }
  return assets
}

function readTwins(path: string): Asset['compressed'] {
  const twins = encodings.filter(({ suffix }) => existsSync(`${path}${suffix}`))
  return new Map(twins.map(({ name, suffix }) => [name, readContent(`${path}${suffix}`)]))
}

function readContent(path: string): Content {
  const bytes = new Uint8Array(readFileSync(path))
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { bytes, etag: `"${hash}"` }
}

function answer(request: Request, { type, cacheControl, plain, compressed }: Asset): Response {
  const encoding = acceptedEncoding(request.headers.get('accept-encoding') ?? '', compressed)
  const body = (encoding && compressed.get(encoding)) ?? plain
  const headers = new Headers({
    'content-type': type,
    'cache-control': cacheControl,
    etag: body.etag,
    vary: 'Accept-Encoding',
  })
  if (isKnown(request.headers.get('if-none-match'), body.etag))
    return new Response(null, { status: 304, headers })
  if (encoding) headers.set('content-encoding', encoding)
  headers.set('content-length', String(body.bytes.length))
  return new Response(request.method === 'HEAD' ? null : body.bytes, { headers })
}

/** Whether the client says that it holds this version. Both weak and strong tags count, as RFC 9110 says. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
