// A process that asks a server something small every few milliseconds, until nobody listens to it any more. It says how many
// milliseconds each answer took, a line each.
const [address = ''] = process.argv.slice(2)
const everyMs = 20

for (;;) {
  const startedAt = performance.now()
  const answer = await fetch(`${address}/api/v1/server`)
  await answer.bytes()
  const took = performance.now() - startedAt
  process.stdout.write(`${took}\n`)
  await Bun.sleep(Math.max(0, everyMs - took))
}

export {}
