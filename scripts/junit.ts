/** How many tests there were, by what became of them. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
}

export interface FailedTest {
  file: string
  /** With the names of what it stands in. */
  name: string
  /** What went wrong, in as many lines as it takes. */
  error: string
}

/** Reads the totals at the head of a JUnit report; an empty report counts nothing. */
export function readTally(xml: string): Tally {
  const head = /<testsuites [^>]*>/.exec(xml)?.[0] ?? ''
  const count = (name: string) => Number(attribute(head, name))
  const failed = count('failures') + count('errors')
  const skipped = count('skipped')
  return { passed: count('tests') - failed - skipped, failed, skipped }
}

/** The tests that failed, in the order of the report. What fails outside of any test is in no report. */
export function readFailures(xml: string): FailedTest[] {
  const cases = xml.matchAll(/<testcase ([^>]*[^/>])>\s*<(?:failure|error) ([^>]*)>/g)
  return [...cases].map(([, test = '', failure = '']) => {
    const [around, name] = [attribute(test, 'classname'), attribute(test, 'name')]
    return {
      file: attribute(test, 'file'),
      name: around === '' ? name : `${around} > ${name}`,
      error: attribute(failure, 'message') || attribute(failure, 'type'),
    }
  })
}

function attribute(tag: string, name: string): string {
  return decode(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities[name] ?? whole
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal))
  })
}
