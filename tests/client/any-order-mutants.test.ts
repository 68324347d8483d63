import { expect, test } from 'bun:test'
import { join } from 'node:path'

const property = join(import.meta.dir, 'any-order.test.ts')

for (const name of ['ignore-gaps', 'ignore-heads', 'keep-other-history']) {
  test(`[D5] the property that any order ends alike catches the mutant ${name}`, async () => {
    const mutant = join(import.meta.dir, 'mutants', `${name}.ts`)
    const running = Bun.spawn([process.execPath, 'test', '--preload', mutant, property], {
      stdout: 'ignore',
      stderr: 'pipe',
    })
    const said = await new Response(running.stderr).text()
    expect(said).toContain('Counterexample')
    expect(await running.exited).toBe(1)
  })
}
