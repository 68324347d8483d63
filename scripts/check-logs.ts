import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { secretsIn } from './secrets-in'

const mostShown = 10

/** Searches what all servers of a test run have logged for what must never be in a log: row P03. */
const file = process.env.NATTER_TEST_LOG
if (!file || !existsSync(file))
  stop('No server has logged anything. Run this together with steps that start servers.')

let lines = 0
let found = 0
for await (const line of createInterface({ input: createReadStream(file) })) {
  lines++
  const secrets = secretsIn(line)
  if (secrets.length === 0) continue
  found++
  if (found <= mostShown) console.error(`${secrets.join(', ')} in: ${line.slice(0, 400)}`)
}
console.log(`${lines} lines of log searched, ${found} with something secret in them.`)
process.exit(found > 0 || lines === 0 ? 1 : 0)

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
