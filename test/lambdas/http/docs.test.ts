import { describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { html } from '../../../lambdas/http/docs/markup.ts'
import { referencePage } from '../../../lambdas/http/docs/reference-page.ts'
import { fieldsOf, typeText } from '../../../lambdas/http/docs/schema-text.ts'
import { buildOpenApi } from '../../../lambdas/http/openapi/build-openapi.ts'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import { setup } from '../setup.ts'

const page = () => String(referencePage(buildOpenApi(allRoutes), 'http://api.test/v1').body)

describe('The reference page', () => {
  it('shows every operation with method, path, who may and a command', () => {
    const text = page()
    for (const { operationId, method, path } of allRoutes) {
      const article = text.split(`<article id="${operationId}">`)[1]?.split('</article>')[0] ?? ''
      expect(article).toContain(`<code class="method">${method}</code> <code>${path}</code>`)
      expect(article).toMatch(/<p class="role">.+<\/p>/)
      expect(article).toContain(`data-operation="${operationId}"`)
    }
  })

  it('links to nothing outside, runs nothing and fetches nothing', () => {
    const text = page()
    expect(text).not.toMatch(/<(?:script|link|img|iframe|object|embed|form|base)\b/i)
    expect(text).not.toMatch(/\son\w+=|url\(|@import/i)
    const targets = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target ?? '')
    expect(targets.filter((target) => !target.startsWith('#'))).toEqual(['openapi.json'])
  })

  it('links to places that are on it', () => {
    const text = page()
    const ids = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target)
    expect(targets.length).toBeGreaterThan(allRoutes.length)
    expect(targets.filter((target) => !ids.has(target))).toEqual([])
  })

  it('allows the browser its own style and nothing else', async () => {
    const { call } = await setup()
    const { text, headers } = await call('GET', '/docs')
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    const policy = headers['Content-Security-Policy'] ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", `style-src 'sha256-${hash}'`]),
    )
    expect(headers['Content-Type']).toBe('text/html; charset=utf-8')
  })

  it('escapes whatever stands in the document', () => {
    const evil = `"><script>alert('x')</script>&`
    const route = {
      ...allRoutes[0],
      operationId: 'evil',
      summary: evil,
      tag: evil,
    } as (typeof allRoutes)[0]
    const text = String(referencePage(buildOpenApi([route as never]), 'http://api.test/v1').body)
    expect(text).not.toContain('<script>')
    expect(text).toContain('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;')
  })
})

describe('The page at the root', () => {
  it('leads to what is there', async () => {
    const { call } = await setup()
    const { status, text } = await call('GET', '//')
    expect(status).toBe(200)
    const targets = [...text.matchAll(/href="([^"]*)"/g)].map(([, target]) => target ?? '')
    expect(targets).toContain('/v1/docs')
    for (const target of targets) expect((await call('GET', `/${target}`)).status).toBe(200)
  })
})

describe('Markup', () => {
  it('is escaped unless it is markup', () => {
    const inner = html`<b>${'<&>"\''}</b>`
    expect(html`<p title="${'"'}">${[inner, inner]} ${7}</p>`.markup).toBe(
      '<p title="&quot;"><b>&lt;&amp;&gt;&quot;&#39;</b><b>&lt;&amp;&gt;&quot;&#39;</b> 7</p>',
    )
  })
})

describe('A schema in words', () => {
  it.each([
    [{ type: 'integer', minimum: 1, maximum: 10 }, 'integer, 1 to 10'],
    [
      { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      'integer',
    ],
    [{ type: 'string', maxLength: 5 }, 'string, at most 5 characters'],
    [{ type: 'string', format: 'date-time' }, 'string, date-time'],
    [{ enum: ['a', 'b'] }, '"a" or "b"'],
    [{ const: 'a' }, '"a"'],
    [{ type: 'array', items: { type: 'string' } }, 'list of string'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string or null'],
    [{}, 'any value'],
  ])('%j is %s', (schema, words) => {
    expect(typeText(schema)).toBe(words)
  })

  it('names nested fields after what they are in', () => {
    const item = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
    const schema = { type: 'object', properties: { topics: { type: 'array', items: item } } }
    expect(fieldsOf(schema)).toEqual([
      { name: 'topics', type: 'list of object', isRequired: false },
      { name: 'topics[].name', type: 'string', isRequired: true },
    ])
  })
})
