import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { parseOperatorToken } from '../../../core/account/operator-token.ts'
import { parseTokenText } from '../../../core/account/token-text.ts'
import { readExport } from '../../../core/invoice/invoice-export.ts'
import { isExact, verifyInvoice } from '../../../core/invoice/verify-invoice.ts'
import { notFound } from '../../../core/kernel/service-error.ts'
import { ANSWER_EXAMPLES } from '../../../lambdas/http/examples/answer-examples.ts'
import { sha256 } from '../../../lambdas/http/sha256.ts'
import { buildOpenApi } from '../../../lambdas/http/openapi/build-openapi.ts'
import { allRoutes } from '../../../lambdas/http/routes.ts'
import { problemAnswer } from '../../../lambdas/middleware/problem.ts'
import { validatorOf } from '../document-validator.ts'
import { checkDocumented } from '../documented.ts'

type Json = Readonly<Record<string, unknown>>

const document = buildOpenApi(allRoutes)
const validate = validatorOf(document)

const object = z.record(z.string(), z.unknown())
const objects = z.record(z.string(), object)

interface Media {
  readonly name: string
  readonly place: readonly string[]
  readonly media: Json
}

/** Everything of the document's operations that has a schema of its own: bodies and answers. */
function everyMedia(whole: Json): readonly Media[] {
  return Object.entries(objects.parse(whole['paths'])).flatMap(([path, methods]) =>
    Object.entries(objects.parse(methods)).flatMap(([method, operation]) => {
      const at = ['paths', path, method]
      const name = String(operation['operationId'])
      const parts = [
        ...Object.entries(objects.parse(operation['responses'])).map(
          ([status, answer]) => [`${name} ${status}`, ['responses', status], answer] as const,
        ),
        ...(operation['requestBody'] === undefined
          ? []
          : [
              [`body of ${name}`, ['requestBody'], object.parse(operation['requestBody'])] as const,
            ]),
      ]
      return parts.flatMap(([what, where, part]) =>
        Object.entries(objects.parse(part['content'] ?? {})).map(([type, media]) => ({
          name: `${what} ${type}`,
          place: [...at, ...where, 'content', type],
          media,
        })),
      )
    }),
  )
}

const withoutExample = (whole: Json) =>
  everyMedia(whole).flatMap(({ name, media }) => (media['example'] === undefined ? [name] : []))

describe('An example', () => {
  it('stands beside every body and every answer that has one', () => {
    expect(withoutExample(document)).toEqual([])
  })

  it('is missed where a route comes without', () => {
    const [known] = allRoutes.filter(({ operationId }) => operationId === 'listTenants')
    const added = { ...known, operationId: 'listSlices', path: '/slices' } as (typeof allRoutes)[0]
    expect(withoutExample(buildOpenApi([...allRoutes, added]))).toEqual([
      'listSlices 200 application/json',
    ])
  })

  it('belongs to an operation that there is', () => {
    const ids = new Set(allRoutes.map(({ operationId }) => operationId))
    expect(Object.keys(ANSWER_EXAMPLES).filter((id) => !ids.has(id))).toEqual([])
  })

  it.each(everyMedia(document).map((each) => [each.name, each] as const))(
    'is as its schema has it: %s',
    (_, { place, media }) => {
      expect(validate([...place, 'schema'], media['example'])).toEqual([])
    },
  )

  it('is refused where it is not as its schema has it', () => {
    const [place] = everyMedia(document).flatMap(({ name, place }) =>
      name.startsWith('getTenant 200') ? [place] : [],
    )
    const tenant = object.parse(ANSWER_EXAMPLES['getTenant'])
    const wrong = { ...tenant, state: 'asleep', createdAt: 'yesterday', prefix: undefined }
    expect(validate([...(place ?? []), 'schema'], wrong)).toHaveLength(3)
  })
})

/** Every text in a value, with the name of the field that it is in. */
function textsIn(value: unknown, field = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[field, value]]
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, field))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, name))
}

describe('The examples', () => {
  const texts = textsIn(ANSWER_EXAMPLES)

  it('have ids of the shape of real ones', () => {
    const ids = texts.filter(([, text]) => /^[a-z]{2,3}_[a-z0-9]+$/.test(text))
    expect(ids.length).toBeGreaterThan(50)
    const shape =
      /^(?:(?:acc|mem|tok|crd|op|opr|evt|whk|cl|inv|cre|fnd)_[a-z0-9]{20}|dlv_[a-z0-9]{29})$/
    // The payment service's own.
    const wrong = ids.filter(([, text]) => !shape.test(text))
    expect(wrong).toEqual([['paymentCustomer', 'cus_123']])
  })

  it('name tenants as tenants are named', () => {
    const named = texts.filter(([field]) => field === 'tenantId')
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter(([, text]) => !/^[a-z][a-z0-9]{11}$/.test(text))).toEqual([])
  })

  it('have tokens that read like real ones', () => {
    const tokens = texts.filter(([field]) => field === 'token').map(([, text]) => text)
    expect(tokens).toHaveLength(3)
    for (const token of tokens)
      expect(parseTokenText(token) ?? parseOperatorToken(token)).toBeDefined()
  })

  it('have an invoice that comes to what it says', () => {
    const { exported, isWhole } = readExport(
      JSON.parse(JSON.stringify(ANSWER_EXAMPLES['exportInvoice'])),
      sha256,
    )
    expect(isWhole && isExact(verifyInvoice(exported))).toBe(true)
    const { invoice } = exported
    expect(invoice.totalMicros).toBeGreaterThan(25_000_000n)
    expect(invoice.lines.length).toBeGreaterThan(1)
  })
})

const refusals = objects.parse(object.parse(document['components'])['responses'])
const problems = objects.parse(object.parse(document['components'])['examples'])

describe('A refusal', () => {
  it.each(Object.entries(refusals))('has an example of each of its codes: %s', (name, refusal) => {
    const type = 'application/problem+json'
    const media = object.parse(object.parse(refusal['content'])[type])
    const codes = Object.keys(object.parse(media['examples']))
    expect(codes.length).toBeGreaterThan(0)
    const place = ['components', 'responses', name, 'content', type, 'schema']
    for (const code of codes) {
      const { value } = z.object({ value: object }).parse(problems[code])
      expect(value['code']).toBe(code)
      expect(validate(place, value)).toEqual([])
      expect(validate(place, { ...value, code: 'another' })).not.toEqual([])
      expect(validate(place, { ...value, status: 418 })).not.toEqual([])
    }
  })

  it('that an operation’s answer has and its document does not is found', () => {
    const { statusCode: status = 0, body: text = '' } = problemAnswer(notFound('list'), 'r-1')
    const headers = { 'Content-Type': 'application/problem+json' }
    const answer = { status, headers, text, json: () => JSON.parse(text) }
    expect(() => checkDocumented(document, 'GET', '/v1/tenants/a', answer)).not.toThrow()
    expect(() => checkDocumented(document, 'GET', '/v1/tenants', answer)).toThrow('does not know')
    const other = { ...answer, text: text.replaceAll('not_found', 'not_here') }
    expect(() => checkDocumented(document, 'GET', '/v1/tenants/a', other)).toThrow('unlike')
  })
})
