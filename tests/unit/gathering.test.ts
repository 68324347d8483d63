import { expect, test } from 'bun:test'
import { createGathering } from '#server/domain/presence/gathering'

test('[PRE-1] companions are those who share a circle, each once, and never oneself', () => {
  const gathering = createGathering()
  for (const circleId of ['kitchen', 'garden']) {
    gathering.enter('alice', circleId)
    gathering.enter('bob', circleId)
  }
  gathering.enter('eve', 'cellar')

  expect([...gathering.companionsOf('alice')]).toEqual(['bob'])
  gathering.leave('bob', 'kitchen')
  expect([...gathering.companionsOf('alice')]).toEqual(['bob'])
  expect(gathering.othersIn('kitchen', 'alice')).toEqual([])
  gathering.leaveAll('bob')
  expect(gathering.companionsOf('alice').size).toBe(0)
  expect(gathering.circlesOf('bob')).toEqual([])
  expect(gathering.isIn('alice', 'kitchen')).toBe(true)
})
