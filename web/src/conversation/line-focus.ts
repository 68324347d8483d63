import { createContext, useContext } from 'react'

/** One line of the timeline, for the keyboard: there is one at a time that Tab leads to. */
export interface FocusableLine {
  key: string
  isCurrent: boolean
}

const LineContext = createContext<FocusableLine | null>(null)

export const LineProvider = LineContext.Provider

/** What makes the element of a line one that the arrow keys lead to. Outside a timeline it is left as it is. */
export function useLineFocus(): { 'data-line'?: string; tabIndex?: number } {
  const line = useContext(LineContext)
  return line ? { 'data-line': line.key, tabIndex: line.isCurrent ? 0 : -1 } : {}
}

/** Whether Tab leads to the buttons and links in a line: to those of one line at a time. */
export function useInnerTabIndex(): 0 | -1 {
  return useContext(LineContext)?.isCurrent === false ? -1 : 0
}
