import type { Content, Operation } from './description'
import { type Html, html, prose } from './html'
import { sketch } from './sketch'

export interface Place {
  method: string
  path: string
}

/** The name an operation has in links: `post-api-v1-auth-login`. */
export function anchor({ method, path }: Place): string {
  return `${method}${path.replaceAll(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, '')
}

/** One operation: what it does, what goes in, what comes out. */
export function operationHtml(place: Place, operation: Operation): Html {
  const { description, security, requestBody } = operation
  return html`<section class="operation" id="${anchor(place)}">
<h3>${operation.summary}</h3>
<p class="place"><b class="${place.method}">${place.method.toUpperCase()}</b> <code>${place.path}</code></p>
${security.length > 0 ? html`<p class="note">For people who are signed in.</p>` : null}
${description === undefined ? null : html`<p>${prose(description)}</p>`}
${parametersHtml(operation.parameters)}
${bodyHtml('Request body', requestBody?.content)}
${Object.entries(operation.responses).map(([status, { description, content }]) =>
  responseHtml(status, description, content),
)}
</section>`
}

function parametersHtml(parameters: Operation['parameters']): Html | null {
  if (parameters.length === 0) return null
  return html`<table><caption>Parameters</caption>
<tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">What</th></tr>
${parameters.map(
  ({ name, in: where, required, schema, description }) => html`<tr>
<td><code>${name}</code>${required ? null : ' (optional)'}</td>
<td>${where}</td><td>${sketch(schema)}${description === undefined ? null : html`. ${prose(description)}`}</td>
</tr>`,
)}
</table>`
}

function responseHtml(status: string, description: string, content: Content): Html {
  const heading = html`<b>${status}</b> ${prose(description)}`
  if (Number(status) >= 400) return html`<p class="answer failure">${heading}</p>`
  return bodyHtml(heading, content) ?? html`<p class="answer">${heading}</p>`
}

function bodyHtml(heading: string | Html, content: Content): Html | null {
  const schema = content?.['application/json']?.schema
  if (!schema) return null
  return html`<details class="answer"><summary>${heading}</summary><pre tabindex="0">${sketch(schema)}</pre></details>`
}
