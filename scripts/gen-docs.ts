import { resolve } from 'node:path'
import { asyncApi } from './asyncapi'

const file = resolve(import.meta.dir, '..', 'docs', 'asyncapi.json')
await Bun.write(file, `${JSON.stringify(asyncApi(), null, 2)}\n`)
