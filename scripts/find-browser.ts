import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Programs that speak Chrome's protocol, by the names they have on a search path. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']

/** The path of a Chrome or Chromium of this machine: `CHROME_PATH` if it is set, else the usual places. */
export function findBrowser(): string | null {
  const chosen = process.env.CHROME_PATH
  if (chosen) return existsSync(chosen) ? chosen : null
  const onPath = names.map((name) => Bun.which(name)).find((path) => path !== null)
  return onPath ?? usualPlaces().find((path) => existsSync(path)) ?? null
}

function usualPlaces(): string[] {
  const {
    HOME = '',
    ProgramFiles = '',
    'ProgramFiles(x86)': ProgramFiles86 = '',
    LOCALAPPDATA = '',
  } = process.env
  if (process.platform === 'darwin') {
    return ['/Applications', join(HOME, 'Applications')].flatMap((folder) => [
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
      join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
    ])
  }
  if (process.platform === 'win32') {
    return [ProgramFiles, ProgramFiles86, LOCALAPPDATA].flatMap((folder) => [
      join(folder, 'Google\\Chrome\\Application\\chrome.exe'),
      join(folder, 'Chromium\\Application\\chrome.exe'),
      join(folder, 'Microsoft\\Edge\\Application\\msedge.exe'),
    ])
  }
  return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium']
}
