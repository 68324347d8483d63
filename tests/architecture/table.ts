/** A part of the repository, what it may import of the others, and which packages it may use. */
export interface Row {
  room: string
  /** Files it is made of: folders end in a slash. Where several rows fit a file, the longest path counts. */
  paths: string[]
  rooms: string[]
  /** Packages, with `node` for everything Node brings and `bun` for everything Bun brings. */
  packages: string[]
}

/** Which room may import which; see ARCHITECTURE.md. What is not listed here is refused. */
export const table: Row[] = [
  row('protocol', ['protocol/'], [], ['zod']),

  row('policy', ['server/policy.ts'], ['protocol'], []),
  row('config', ['server/config.ts', 'server/config/'], ['protocol', 'policy'], ['zod', 'node']),
  row('version', ['server/version.ts'], ['package.json'], []),
  row('store', ['server/store/'], ['protocol'], ['kysely', 'pg', 'bun', 'node']),
  row('bus', ['server/bus/'], ['protocol'], []),
  row('jobs', ['server/jobs/'], [], []),
  row('files', ['server/files/'], ['config'], ['bun', 'node']),
  row('mail', ['server/mail/'], ['protocol', 'config', 'jobs', 'store'], ['nodemailer', 'pino']),
  row('push', ['server/push/'], ['protocol', 'config', 'bus', 'jobs', 'store'], ['web-push', 'pino', 'node']),
  row('media', ['server/media/'], ['protocol'], ['file-type', 'zod', 'bun', 'node']),
  row('calls', ['server/calls/'], ['protocol', 'limits'], []),
  row('limits', ['server/limits/'], ['config'], ['node']),
  row(
    'observability',
    ['server/observability/'],
    ['config', 'context', 'store'],
    ['prom-client', 'pino', 'bun', 'node'],
  ),
  row(
    'context',
    ['server/context.ts'],
    [
      ...['protocol', 'config', 'auth', 'bus', 'calls', 'files', 'jobs', 'limits', 'mail', 'media'],
      ...['observability', 'push', 'store'],
    ],
    ['pino'],
  ),
  row(
    'domain',
    ['server/domain/'],
    ['protocol', 'bus', 'calls', 'store', 'context', 'files', 'jobs', 'media'],
    ['zod', 'node'],
  ),
  row(
    'auth',
    ['server/auth/'],
    ['protocol', 'config', 'context', 'domain', 'jobs', 'mail', 'store'],
    [
      'jose',
      'pino',
      'rate-limiter-flexible',
      '@zxcvbn-ts/language-common',
      'arctic',
      'openid-client',
      '@simplewebauthn/server',
      'zod',
      'node',
    ],
  ),
  row(
    'http',
    ['server/http/'],
    ['protocol', 'config', 'version', 'context', 'domain', 'auth', 'files'],
    ['hono', '@hono/zod-openapi', '@tus/server', 'zod', 'node'],
  ),
  row(
    'gateway',
    ['server/gateway/'],
    ['protocol', 'config', 'context', 'domain', 'auth', 'bus', 'limits', 'observability'],
    ['zod', 'bun', 'node'],
  ),
  row(
    'site',
    ['server/site.ts', 'server/listen.ts'],
    ['protocol', 'config', 'context', 'domain', 'http', 'gateway', 'observability'],
    ['hono', 'bun', 'node'],
  ),
  row(
    'app',
    ['server/app.ts'],
    [
      'config',
      'context',
      'auth',
      'bus',
      'calls',
      'domain',
      'files',
      'jobs',
      'limits',
      'mail',
      'media',
      'observability',
      'push',
      'store',
    ],
    ['pino', 'node'],
  ),
  row(
    'cli',
    ['server/cli/'],
    ['protocol', 'config', 'version', 'context', 'app', 'site', 'auth', 'domain', 'limits', 'store'],
    ['zod', 'node'],
  ),
  row('main', ['server/main.ts'], ['config', 'cli', 'media', 'store'], []),

  row('client', ['client/'], ['protocol'], ['zod', 'tus-js-client']),
  row(
    'web',
    ['web/'],
    ['protocol', 'client', 'catalogue', 'locale'],
    [
      'react',
      'react-dom',
      'zod',
      '@ariakit/react',
      'highlight.js',
      'lowlight',
      'virtual',
      '@simplewebauthn/browser',
      '@fontsource-variable/atkinson-hyperlegible-next',
    ],
  ),
  row('web build', ['web/vite.config.ts'], [], ['vite', '@vitejs/plugin-react', '@tailwindcss/vite', 'node']),

  row(
    'scripts',
    ['scripts/'],
    ['protocol', 'config', 'main'],
    [
      'vite',
      '@inlang/paraglide-js',
      'unicode-emoji-json',
      'emojilib',
      'cldr-annotations-full',
      'zod',
      'node',
    ],
  ),
  row(
    'screenshots',
    ['scripts/screenshots.ts', 'scripts/screenshots/'],
    ['protocol', 'scripts'],
    ['playwright-core', 'zod', 'node'],
  ),
  row('bench', ['bench/'], ['protocol', 'media', 'client', 'scripts'], ['node', 'bun']),
  row('bench of the web client', ['bench/web/'], ['bench', 'scripts'], ['playwright-core', 'node', 'bun']),
]

/** Tests may import anything. */
export const unrestricted = ['tests/']

function row(room: string, paths: string[], rooms: string[], packages: string[]): Row {
  return { room, paths, rooms, packages }
}
