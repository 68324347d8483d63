// Runs a TypeScript file with the Bun that npm installed, and installs what is missing first. This is the only
// file that Node runs, so it depends on nothing but Node itself.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.installed')
const lock = join(root, '.installing')
const isWindows = process.platform === 'win32'

requireNode(20)
installOnce()
run(findBun(), process.argv.slice(2))

function requireNode(least) {
  if (Number(process.versions.node.split('.')[0]) >= least) return
  fail(`Natter needs Node ${least} or newer; this is ${process.versions.node}.`)
}

/** Installs when the lock file is not the one that was installed last. */
function installOnce() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (!isInstalled() && existsSync(lock)) console.error(`Another install is running. If not, remove ${lock}.`)
  while (!isInstalled()) {
    if (!takeLock()) continue
    try {
      if (!isInstalled()) install()
      writeFileSync(stamp, wanted)
    } finally {
      rmSync(lock, { force: true })
    }
  }
}

/** True when this process may install. Otherwise another one does: waits a moment, and clears what a dead one left. */
function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const owner = existsSync(lock) ? readFileSync(lock, 'utf8') : ''
  if (owner !== '' && !isAlive(Number(owner))) rmSync(lock, { force: true })
  else sleep(500)
  return false
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function install() {
  console.error('Installing dependencies. This happens once.')
  // Building and testing need the development packages, and Bun itself is an optional one, whatever npm is set to.
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }
  const npm = process.env.npm_execpath
  const result =
    npm && basename(npm) === 'npm-cli.js'
      ? spawnSync(process.execPath, [npm, ...words], options)
      : spawnSync('npm', words, { ...options, shell: isWindows })
  if (result.status === 0) return
  rmSync(lock, { force: true })
  fail(`Installing the dependencies failed${result.error ? `: ${result.error.message}` : '.'}`)
}

/** npm may be told not to run install scripts. Then bun/bin holds a stub, and the program lies in its own package. */
function findBun() {
  const system = `${isWindows ? 'windows' : process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}`
  const program = isWindows ? 'bun.exe' : 'bun'
  const places = [
    join(modules, 'bun', 'bin', 'bun.exe'),
    join(modules, '@oven', `bun-${system}`, 'bin', program),
    join(modules, '@oven', `bun-${system}-musl`, 'bin', program),
  ]
  const stubBytes = 1_000_000
  const bun = places.find((place) => existsSync(place) && statSync(place).size > stubBytes)
  return bun ?? fail(`Bun, which runs Natter, is not available for ${system}.`)
}

function run(bun, words) {
  const environment = { DO_NOT_TRACK: '1', ...process.env }
  const child = spawn(bun, ['--no-env-file', ...words], { stdio: 'inherit', env: environment })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the child by itself; twice would mean that somebody is impatient.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  if (process.env.npm_lifecycle_event) stopWithNpm(child)
  child.on('error', (error) => fail(`Bun could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal ? 143 : code))
}

/** npm starts this through a shell that passes no signal on: when npm or that shell is gone, the child has to stop. */
function stopWithNpm(child) {
  const parent = process.ppid
  const above = parentOfShell(parent)
  const check = () => {
    if (process.ppid !== parent || parentOfShell(parent) !== above) child.kill('SIGTERM')
  }
  setInterval(check, 250).unref()
}

/** Who started the shell with this pid, where Linux tells; null for any other program and on any other system. */
function parentOfShell(pid) {
  try {
    const [, name, parent] = /\((.*)\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return /^(ba|da)?sh$/.test(name) ? parent : null
  } catch {
    return null
  }
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
