import { installDebianPackages, isDebian } from './debian-packages'

const program = 'turnserver'
const packages = ['coturn']

/** The path of coturn's program on this machine; null where it is not installed. */
export function findTurnServer(): string | null {
  return Bun.which(program)
}

/**
 * Makes sure that the tests of calls have a relay. On Debian as root it is installed; anywhere else that is the person's to
 * do. Resolves to what is missing, as one sentence, or null.
 */
export async function ensureTurn(): Promise<string | null> {
  if (findTurnServer() !== null) return null
  if (!isDebian()) return 'The tests of the relay need coturn: install it, so that turnserver is found.'
  if (process.getuid?.() !== 0) {
    return `The tests of the relay need coturn: run "sudo apt-get install ${packages.join(' ')}".`
  }
  return (await installDebianPackages(packages)) && findTurnServer() !== null
    ? null
    : 'Coturn could not be installed from the Debian packages.'
}
