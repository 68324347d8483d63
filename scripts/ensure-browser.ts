import { installDebianPackages, isDebian } from './debian-packages'
import { findBrowser } from './find-browser'

const packages = ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji']

/**
 * Makes sure that the browser tests have a browser. On Debian as root it is installed; anywhere else that is the
 * person's to do. Resolves to what is missing, as one sentence, or null.
 */
export async function ensureBrowser(): Promise<string | null> {
  if (findBrowser() !== null) return null
  if (process.env.CHROME_PATH) return `CHROME_PATH names ${process.env.CHROME_PATH}, which does not exist.`
  if (!isDebian()) return 'The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to it.'
  if (process.getuid?.() !== 0) {
    return `The browser tests need Chromium: run "sudo apt-get install ${packages.join(' ')}".`
  }
  return (await installDebianPackages(packages)) && findBrowser() !== null
    ? null
    : 'Chromium could not be installed from the Debian packages.'
}
