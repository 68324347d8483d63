import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import markdown from 'highlight.js/lib/languages/markdown'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'
import { createElement, type ReactNode } from 'react'
import './code-colors.css'

const { registered, highlight: parse } = createLowlight({
  ...{ bash, c, css, diff, go, java, javascript, json, markdown, python, rust, sql, typescript, xml, yaml },
})

/** Code with its parts in spans that have colours, or null for a language that is not known. It is never HTML. */
export function highlight(code: string, language: string): ReactNode {
  return registered(language) ? drawn(parse(language, code).children) : null
}

type Content = ReturnType<typeof parse>['children'][number]

function drawn(contents: readonly Content[]): ReactNode[] {
  return contents.map((content, position) => {
    if (content.type === 'text') return content.value
    if (content.type !== 'element') return null
    const { className } = content.properties
    const names = Array.isArray(className) ? className.join(' ') : undefined
    return createElement('span', { key: position, className: names }, drawn(content.children))
  })
}
