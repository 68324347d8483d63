import { existsSync, readFileSync } from 'node:fs'

export function isDebian(): boolean {
  const file = '/etc/os-release'
  return existsSync(file) && /^ID="?debian"?$/m.test(readFileSync(file, 'utf8'))
}

/** Installs packages of Debian, as root. Resolves to whether that worked. */
export async function installDebianPackages(packages: readonly string[]): Promise<boolean> {
  console.log(`Installing ${packages.join(', ')}.`)
  return (await aptGet('update')) && aptGet('install', '--yes', '--no-install-recommends', ...packages)
}

async function aptGet(...words: string[]): Promise<boolean> {
  const child = Bun.spawn(['apt-get', '--quiet', ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return (await child.exited) === 0
}
