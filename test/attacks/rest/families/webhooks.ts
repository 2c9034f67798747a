import { FINE_URLS, REFUSED_URLS } from '../../../core/webhook/refused-urls.ts'
import { idOf, must } from '../parties/party.ts'
import { done, type RestAttack, wordOf } from '../rest-attack.ts'
import type { World } from '../world.ts'
import { once } from './routes.ts'

const NO = ['422 invalid']

/** Addresses through which messages would get inside, given when a webhook is made and when it is changed. */
export async function webhooks({ attacker }: World): Promise<RestAttack[]> {
  const path = `/account/webhooks/${attacker.ids['webhookId']}`
  const create = (url: string) => attacker.ask('POST', '/account/webhooks', { body: { url } })
  const change = (url: string) => attacker.ask('PATCH', path, { body: { url } })
  const [fine = ''] = FINE_URLS
  const made = once(async () => {
    const answer = await create(fine)
    if (answer.status < 300) await must(attacker.ask('DELETE', `/account/webhooks/${idOf(answer)}`))
    return done(answer)
  })
  const changed = once(async () => done(await change(fine)))
  return Object.entries(REFUSED_URLS).flatMap(([how, urls]) => [
    ...urls.map((url) => attackOf(how, url, create, made, 'made')),
    ...urls.slice(0, 1).map((url) => attackOf(how, url, change, changed, 'changed')),
  ])
}

function attackOf(
  how: string,
  url: string,
  ask: (url: string) => ReturnType<World['ask']>,
  controlled: () => Promise<string>,
  when: string,
): RestAttack {
  return {
    family: 'webhooks inside',
    name: `${how}: ${url} when ${when}`,
    control: { kind: 'harmless' },
    attack: async () => wordOf(await ask(url), NO),
    controlled,
  }
}
