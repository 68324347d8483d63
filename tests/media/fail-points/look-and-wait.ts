import { createInspector } from '#server/media/inspect'

// A program with a worker, as the server is one: looks at the file it is given, says so, and goes on living.
const [path = '', temporaryFolder = ''] = process.argv.slice(2)
await createInspector({ temporaryFolder }).inspect(path, { name: 'picture.png', otherFiles: false })
console.log('looked')
setInterval(() => {}, 60_000)
