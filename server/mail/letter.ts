import type { Language } from '#protocol/languages'

/** A mail without its address. */
export interface Letter {
  subject: string
  text: string
  html: string
}

/** What a letter says, in the order it is read. */
export interface Content {
  subject: string
  /** The paragraphs before what the reader came for. */
  before: readonly string[]
  /** A link that does something, with the words on it. */
  action?: { label: string; url: string }
  /** A code to type. */
  code?: string
  after: readonly string[]
}

/** Which way a language runs, and what stands before an address that can be opened in place of the link. */
const layouts: Record<Language, { direction: 'ltr' | 'rtl'; orOpen: string }> = {
  en: { direction: 'ltr', orOpen: 'Or open this address:' },
  ar: { direction: 'rtl', orOpen: 'أو افتح هذا العنوان:' },
}

/** The one layout of all mails, as text and as HTML that says the same. Everything is escaped. */
export function writeLetter(content: Content, language: Language): Letter {
  return { subject: content.subject, text: asText(content), html: asHtml(content, language) }
}

function asText({ before, action, code, after }: Content): string {
  const middle = [...(action ? [`${action.label}:\n${action.url}`] : []), ...(code ? [code] : [])]
  return `${[...before, ...middle, ...after].join('\n\n')}\n`
}

function asHtml({ subject, before, action, code, after }: Content, language: Language): string {
  const { direction, orOpen } = layouts[language]
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escaped(text)}</p>`
  const link =
    action &&
    `<p style="margin:0 0 16px"><a href="${escaped(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:#0b6265;color:#fff;font-weight:bold;text-decoration:none">${escaped(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:14px">${orOpen} <a dir="ltr" href="${escaped(action.url)}" style="color:#0b6265;word-break:break-all">${escaped(action.url)}</a></p>`
  const digits =
    code &&
    `<p style="margin:0 0 16px;font-size:28px;font-weight:bold;letter-spacing:4px">${escaped(code)}</p>`
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:32em;margin:0 auto">
${[...before.map(paragraph), link, digits, ...after.map(paragraph)].filter(Boolean).join('\n')}
</div>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
