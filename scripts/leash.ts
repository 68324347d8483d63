// Runs the program named by the arguments for as long as standard input stays open, so that it never outlives the
// process that started this one, however that ends. The first argument is a folder to remove afterwards.
import { rmSync } from 'node:fs'

const [folder = '', ...command] = process.argv.slice(2)
const program = Bun.spawn(command, { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' })

const end = () => program.kill('SIGINT')
process.stdin.on('end', end).resume()
// Where test files run side by side, the processes of each are ended by a signal.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
const code = await program.exited
rmSync(folder, { recursive: true, force: true })
process.exit(code)
