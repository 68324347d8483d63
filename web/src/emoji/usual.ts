/** What people mean by the commonest words, where names and keywords would lead to something rarer. */
export const usual: Readonly<Record<string, string>> = {
  100: '💯',
  cat: '🐱',
  check: '✅',
  cry: '😢',
  dog: '🐶',
  heart: '❤️',
  joy: '😂',
  laugh: '😂',
  love: '❤️',
  ok: '👌',
  pray: '🙏',
  smile: '😄',
  star: '⭐',
  thanks: '🙏',
  wave: '👋',
}
