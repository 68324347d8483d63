const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Whether an event is this combination, such as `Mod+Shift+F`. A sign needs whatever its keyboard needs for it. */
export function isPressed(combo: string, event: Pressed): boolean {
  const parts = combo.split('+')
  const key = parts.at(-1) ?? ''
  const isSign = key.length === 1 && !/[A-Z]/.test(key)
  return (
    keyOf(event) === key &&
    (event.ctrlKey || event.metaKey) === parts.includes('Mod') &&
    event.altKey === parts.includes('Alt') &&
    (isSign || event.shiftKey === parts.includes('Shift'))
  )
}

/** Letters by their place, where the keyboard writes another script. */
function keyOf({ key, code }: Pressed): string {
  if (key.length !== 1) return key
  return key > '\u007f' && code.startsWith('Key') ? code.slice(3) : key.toUpperCase()
}

const names: Record<string, string> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Alt: isApple ? '⌥' : 'Alt',
  Shift: isApple ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ContextMenu: '☰',
}

/** What is printed on the keys of a combination. */
export function keyNames(combo: string): string[] {
  return combo.split('+').map((part) => names[part] ?? part)
}
