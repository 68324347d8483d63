// Opens the store in the folder or at the address of the first argument, and kills its own process with SIGKILL before
// the statement whose number is the second. With the number 0 it lives, and prints how many statements there were.
import { Database } from 'bun:sqlite'
import { Client } from 'pg'
import { openStore } from '#server/store/open'

const [place = '', number = '0'] = process.argv.slice(2)
let statements = 0

function countCalls(prototype: object, name: string) {
  const original: unknown = Reflect.get(prototype, name)
  if (typeof original !== 'function') throw new Error(`there is no ${name}`)
  Reflect.set(prototype, name, function (this: unknown, ...parameters: unknown[]) {
    if (++statements === Number(number)) process.kill(process.pid, 'SIGKILL')
    return Reflect.apply(original, this, parameters)
  })
}

countCalls(Database.prototype, 'query')
countCalls(Database.prototype, 'run')
countCalls(Client.prototype, 'query')

const databaseUrl = place.startsWith('postgres:') ? place : null
const store = await openStore({ data: place, databaseUrl, onError: () => {} })
console.log(statements)
await store.close()
