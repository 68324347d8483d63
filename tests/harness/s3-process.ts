// An S3-compatible service in a process of its own, which keeps its bucket in a folder.
import S3rver from '@20minutes/s3rver'

const [port = '', directory = ''] = process.argv.slice(2)

// It never outlives the tests that started it, however they end.
const parent = process.ppid
setInterval(() => process.ppid === parent || process.exit(), 1000).unref()

await new S3rver({
  ...{ address: '127.0.0.1', port: Number(port), silent: true, directory, vhostBuckets: false },
  // It reads the signature of a listing in another way than the services it stands for.
  allowMismatchedSignatures: true,
  configureBuckets: [{ name: 'files' }],
}).run()
process.stdout.write('ready\n')
