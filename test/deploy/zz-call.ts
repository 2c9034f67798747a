import { readFileSync } from 'node:fs'
import { deployedApi } from './deployed-api.ts'
const env = JSON.parse(readFileSync('/tmp/o/env.json','utf8'))
const out = JSON.parse(readFileSync('/tmp/o/out.json','utf8'))
const call = deployedApi(env.EMULATOR_ENDPOINT, out['headgate-service'].ApiUrl)
const show = async (m: string, p: string, o: any = {}) => { const t = Date.now(); const a = await call(m, p, o); console.log(m, p, a.status, Date.now()-t, 'ms', a.text.slice(0, 400)); return a }
await show('GET', '/health')
const email = `a${Date.now()}@example.com`, password = 'Correct-horse-9-battery'
await show('POST', '/signup', { body: { email, password, accountName: 'A' } })
await show('POST', '/signup/confirm', { body: { email, code: '123456' } })
const s = (await show('POST', '/sessions', { body: { email, password } })).json() as any
const t = (await show('POST', '/account/tokens', { body: { name: 'x', role: 'owner' }, token: s.accessToken })).json() as any
const tenant = (await show('POST', '/tenants', { token: t.token, body: { name: 'orders', plan: 'basic-0', topics: [{ name: 'orders', partitions: 1 }] } })).json() as any
for (let i = 0; i < 100; i++) { await new Promise(r => setTimeout(r, 2000)); const a = await call('GET', `/tenants/${tenant.id}`, { token: t.token }); const j = a.json() as any; console.log(i, j.state, j.reason); if (j.state === 'active') break }
await show('GET', `/tenants/${tenant.id}/connection`, { token: t.token })
