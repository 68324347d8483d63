import { recentEmoji } from '../emoji/habits'

const usual = ['👍', '❤️', '😂', '🎉', '😮', '🙏']

/** Six emoji to react with at once: those chosen last on this device, then those that most people use. */
export function quickEmoji(): string[] {
  return [...new Set([...recentEmoji.get(), ...usual])].slice(0, usual.length)
}
