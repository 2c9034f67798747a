import { curlExample } from './curl-example.ts'
import { html, type Markup } from './markup.ts'
import type { JsonSchema, Operation, Parameter } from './reference.ts'
import { fieldsOf, typeText } from './schema-text.ts'

/** One method of one path: who may, what goes in, what comes out, and a command that does it. */
export function operationSection(apiUrl: string, operation: Operation): Markup {
  const { operationId, method, path, summary } = operation
  return html`
<article id="${operationId}">
<h3><code class="method">${method}</code> <code>${path}</code></h3>
<p>${summary}.</p>
<p class="role">${whoMay(operation['x-access'])}</p>
<pre class="curl" data-operation="${operationId}"><code>${curlExample(apiUrl, operation)}</code></pre>
${parametersTable(operation.parameters)}
${bodyOf(operation)}
${answersOf(operation)}
</article>`
}

function whoMay(access: string): string {
  if (access === 'public') return 'Anyone may, without a token.'
  if (access === 'operator') return 'Only an operator of the installation may.'
  return access === 'owner'
    ? 'Needs the role owner.'
    : `Needs the role ${access}, or one that may more.`
}

function parametersTable(parameters: readonly Parameter[]): Markup {
  if (parameters.length === 0) return html``
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) => html`
<tr><td><code>${name}</code></td><td>${place}${required ? '' : ', optional'}</td><td>${typeText(schema)}</td><td>${description}</td></tr>`,
  )
  return html`<h4>Parameters</h4><table>${rows}</table>`
}

function bodyOf({ requestBody }: Operation): Markup {
  const content = requestBody?.content['application/json']
  if (content?.schema === undefined) return html``
  const example = JSON.stringify(content.example, undefined, 2)
  return html`<h4>Body</h4>${fieldsTable(content.schema)}<pre><code>${example}</code></pre>`
}

function fieldsTable(schema: JsonSchema): Markup {
  const rows = fieldsOf(schema).map(
    ({ name, type, isRequired }) => html`
<tr><td><code>${name}</code></td><td>${type}</td><td>${isRequired ? '' : 'optional'}</td></tr>`,
  )
  return rows.length === 0 ? html`<p>${typeText(schema)}</p>` : html`<table>${rows}</table>`
}

function answersOf({ responses }: Operation): Markup {
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  const others = Object.entries(responses).filter(([status]) => !status.startsWith('2'))
  const shown = good.map(([status, { description, content }]) => {
    const { schema, example } = Object.values(content ?? {})[0] ?? {}
    return html`<h4>Answer ${status}</h4><p>${description}</p>
${schema === undefined ? html`` : html`<details><summary>Fields</summary>${fieldsTable(schema)}</details>`}
${example === undefined ? html`` : html`<details><summary>Example</summary><pre><code>${textOf(example)}</code></pre></details>`}`
  })
  const refusals = others.map(
    ([status, { description }]) => html`<tr><td>${status}</td><td>${description}</td></tr>`,
  )
  return html`${shown}<details><summary>Refusals</summary><table>${refusals}</table></details>`
}

function textOf(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, undefined, 2)
}
