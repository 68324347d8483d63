import { forgetEmoji } from '../emoji/habits'
import { forgetKeptChoices } from '../files/chosen'
import { forgetAnswered } from './answered'
import { forgetDrafts } from './drafts'

/** Forgets what this device keeps of somebody's writing, as when they sign out: it may be shared. */
export function forgetWriting() {
  forgetDrafts()
  forgetAnswered()
  forgetEmoji()
  forgetKeptChoices()
}
