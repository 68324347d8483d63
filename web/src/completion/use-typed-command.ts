import { type RefObject, useState } from 'react'
import { m } from '#catalogue'
import { insertText } from '../conversation/insert-text'
import { type Command, commandIn, type TypedCommand } from './commands'

interface Typed {
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  commands: readonly Command[]
}

/**
 * Keeps a command from being sent as a text: what is one is done, and what only looks like one is refused once, with a sentence
 * that says how to send it all the same. Nothing that was typed goes.
 */
export function useTypedCommand({ field, text, commands }: Typed) {
  const [refused, setRefused] = useState<string | null>(null)
  const typed = commandIn(text, commands)
  const isRefused = typed !== null && text === refused

  /** Call it before a text is sent. Returns whether it was a command, and is not to be sent. */
  function take(): boolean {
    setRefused(null)
    if (!typed || isRefused || !field.current) return false
    if (typed.command && typed.isAlone) {
      insertText(field.current, '', [0, field.current.value.length])
      typed.command.run()
    } else setRefused(text)
    return true
  }

  return { take, refusal: isRefused ? sentenceOf(typed) : null }
}

function sentenceOf({ name, command }: TypedCommand): string {
  const values = { command: `\u2068/${name}\u2069` }
  return command ? m.composer_command_alone(values) : m.composer_no_command(values)
}
