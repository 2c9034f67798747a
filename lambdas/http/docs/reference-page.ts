import { ServiceError } from '../../../core/kernel/service-error.ts'
import type { Answer } from '../route.ts'
import { htmlPage } from './html-page.ts'
import { html, type Markup } from './markup.ts'
import { operationSection } from './operation-section.ts'
import { type Reference, readReference } from './reference.ts'

/** Stands for the API's root in a page that was made once for everybody. */
const ROOT = '@API@'

const pages = new WeakMap<object, Answer>()

/**
 * The API's reference, from its OpenAPI document, which never changes while a process runs. `apiUrl` is the API's root,
 * as the examples name it; it must need no escaping.
 */
export function referencePage(document: unknown, apiUrl: string): Answer {
  const page = keptPage(document)
  return { ...page, body: String(page.body).replaceAll(ROOT, apiUrl) }
}

function keptPage(document: unknown): Answer {
  if (typeof document !== 'object' || document === null)
    throw new ServiceError('internal', 'The OpenAPI document is no object.')
  const page = pages.get(document) ?? pageOf(readReference(document))
  pages.set(document, page)
  return page
}

function pageOf({ info, groups }: Reference): Answer {
  const sections = groups.map(
    ({ tag, operations }) => html`
<section id="tag-${tag}"><h2>${headingOf(tag)}</h2>
${operations.map((operation) => operationSection(ROOT, operation))}
</section>`,
  )
  return htmlPage(
    `${info.title} API`,
    html`<header><h1>${info.title} API</h1>
<p>${info.description} <a href="openapi.json">openapi.json</a> describes the same for programs.</p></header>
${beforeYouStart()}
${contents(groups)}
<main>${sections}</main>`,
  )
}

function beforeYouStart(): Markup {
  return html`
<p>The API is at <code>${ROOT}</code>. The commands below run as they are printed, in a shell that knows your token
(<code>TOKEN</code>, from <a href="#createToken">an API token</a> or <a href="#openSession">a session</a>) and the ids
in their paths, each in a variable of its name: <code>tenantId</code> is <code>TENANT_ID</code>.</p>
<pre><code>TOKEN=…
TENANT_ID=…</code></pre>
<p>Changes of tenants, topics and credentials answer 202 with an operation in <code>Location</code>; ask it with
<code>?waitSeconds=20</code> to hear when it is done. A repeat with the same <code>Idempotency-Key</code> gets the first
answer again. Refusals are <code>application/problem+json</code> with a stable <code>code</code> and, where something in
the request is wrong, a pointer to it. How often you may ask is in <code>RateLimit</code> and
<code>RateLimit-Policy</code>; a 429 says in <code>Retry-After</code> when to come back.</p>
<p>Lists have pages of <code>limit</code> items, 1 to 100 and 50 unless you say. The header <code>Link</code> leads to the
next page; so does <code>nextCursor</code> as <code>cursor</code>, with the rest of the query as it was. What is there all
the time is shown once, whatever comes and goes meanwhile; a tenant that is renamed meanwhile may be missed or shown
twice, as tenants are listed by name.</p>`
}

function contents(groups: Reference['groups']): Markup {
  const links = groups.map(
    ({ tag, operations }) => html`<h4><a href="#tag-${tag}">${headingOf(tag)}</a></h4>
<ul>${operations.map(
      ({ operationId, method, path }) =>
        html`<li><a href="#${operationId}">${method} ${path}</a></li>`,
    )}</ul>`,
  )
  return html`<nav><details><summary>Contents</summary>${links}</details></nav>`
}

/** sign-up → Sign-up */
function headingOf(tag: string): string {
  return tag.charAt(0).toUpperCase() + tag.slice(1)
}
