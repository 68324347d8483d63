import { isWebBuilt } from './web-stamp'

/**
 * Builds the web client when its sources have changed since the last time. The build runs as a process of its own,
 * so that the memory it takes is not the server's. Resolves to whether there is a build.
 */
export async function ensureWeb(root: string): Promise<boolean> {
  if (isWebBuilt(root)) return true
  console.error('Building the web client.')
  const child = Bun.spawn([process.execPath, '--no-env-file', 'scripts/build-web.ts'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return (await child.exited) === 0
}
