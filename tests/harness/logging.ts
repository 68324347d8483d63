/**
 * How the servers of tests log: as much as they can into the file that "npm test" searches afterwards, or by themselves
 * as little as `otherwise` says.
 */
export function logging(otherwise: 'silent' | 'error'): Record<string, string> {
  const file = process.env.NATTER_TEST_LOG
  return file ? { 'log.level': 'trace', 'log.file': file } : { 'log.level': otherwise }
}
