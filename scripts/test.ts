import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { compileCatalogue } from './compile-catalogue'
import { ensureBrowser } from './ensure-browser'
import { ensureTurn } from './ensure-turn'
import { ensureWeb } from './ensure-web'
import { openRunFolder } from './run-folder'
import { runStep } from './run-step'
import { startPostgres } from './start-postgres'
import { type Step, steps } from './test-steps'

const root = resolve(import.meta.dir, '..')
const chosen = chooseSteps(process.argv.slice(2))
// What a failed test keeps for whoever looks for the cause stays when the run is over.
process.env.NATTER_TEST_KEEP = tmpdir()
const folder = openRunFolder()
await prepare(chosen)

// All servers of all steps log into one file, which the last step searches.
process.env.NATTER_TEST_LOG = join(folder, 'log')
const total = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
for (const step of chosen) {
  console.log(`\n== ${step.name}`)
  const { passed, failed, skipped, failures: said } = await runStep(step, root)
  console.log(
    `== ${step.name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} SKIPPED` : ''}`,
  )
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  failures.push(...said)
}
if (total.skipped > 0) console.log(`\n${total.skipped} tests were skipped; each step above says why.`)
// Whoever sees nothing but the end of the output sees what failed.
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)

/** `npm test -- client server` runs these steps only. */
function chooseSteps(names: string[]): readonly Step[] {
  const known = steps.map(({ name }) => name)
  for (const name of names) {
    if (!known.includes(name)) stop(`There is no step ${name}. The steps are ${known.join(', ')}.`)
  }
  return names.length === 0 ? steps : steps.filter(({ name }) => names.includes(name))
}

async function prepare(wanted: readonly Step[]): Promise<void> {
  // The types of the web client include those of its sentences.
  await compileCatalogue(root)
  const needs = new Set(wanted.flatMap((step) => step.needs))
  const missing = needs.has('browser') ? await ensureBrowser() : null
  if (missing !== null) stop(missing)
  const missingRelay = needs.has('turn') ? await ensureTurn() : null
  if (missingRelay !== null) stop(missingRelay)
  if (needs.has('postgres')) process.env.NATTER_TEST_POSTGRES = (await startPostgres()).address
  if (needs.has('web') && !(await ensureWeb(root))) stop('The web client could not be built.')
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
