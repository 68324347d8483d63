import { z } from 'zod'
import { errorBody, errors } from '#protocol/errors'
import { type ApiDescription, apiDescription } from './api-page/description'
import { type Html, html, prose } from './api-page/html'
import { anchor, operationHtml } from './api-page/operation'
import { sketch } from './api-page/sketch'

/**
 * The page that shows an OpenAPI 3.1 document to people. It needs no script; its style is `apiPageStyle`, expected at
 * /api/docs.css since the content security policy allows none inside the page.
 */
export function apiPage(document: unknown): string {
  const { info, paths } = apiDescription.parse(document)
  const groups = byTag(paths)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title} API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<nav aria-label="Operations">${[...groups].map(([tag, operations]) => navigation(tag, operations))}
<h2><a href="#errors">Errors</a></h2></nav>
<main>
<h1>${info.title} API</h1>
<p>${prose(info.description)}</p>
<p class="note">Version ${info.version}. For programs: <a href="/api/openapi.json">openapi.json</a>.</p>
${[...groups].map(
  ([tag, operations]) => html`<h2>${tag}</h2>
${operations.map(({ place, operation }) => operationHtml(place, operation))}`,
)}
${errorsHtml()}
</main>
</body>
</html>
`
  return page.text
}

function byTag(paths: ApiDescription['paths']) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ place: { method, path }, operation })),
  )
  return Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? 'Other')
}

type Group = ReturnType<typeof byTag> extends Map<string, infer Operations> ? Operations : never

function navigation(tag: string, operations: Group): Html {
  return html`<h2>${tag}</h2><ul>
${operations.map(
  ({ place, operation }) => html`<li><a href="#${anchor(place)}">${operation.summary}</a></li>`,
)}
</ul>`
}

function errorsHtml(): Html {
  return html`<section class="operation" id="errors"><h2>Errors</h2>
<p>Every answer that is not a success has this body.</p>
<pre tabindex="0">${sketch(z.toJSONSchema(errorBody))}</pre>
<table><caption>Codes</caption>
<tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What</th></tr>
${Object.entries(errors).map(
  ([code, { status, detail, retry }]) => html`<tr>
<td><code>${code}</code></td><td>${status}</td><td>${detail}${retry ? ' The same request may succeed later.' : null}</td>
</tr>`,
)}
</table></section>`
}
