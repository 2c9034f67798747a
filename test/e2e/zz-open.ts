import { newCustomer } from '/work/main/test/e2e/fixtures/customer.ts'
import { activeTenant } from '/work/main/test/e2e/fixtures/tenants.ts'
import { kafkaClient } from '/work/main/test/e2e/fixtures/kafka-client.ts'
import { triesOn } from '/work/main/test/e2e/fixtures/kafka-refusals.ts'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
const localJson = JSON.parse(readFileSync('/tmp/h-home/local.json','utf8'))
const hg:any = { localJson, home: '/tmp/h-home' }
const party = async () => activeTenant(await newCustomer(localJson.apiUrl, '/tmp/h-home/outbox'))
const a = await party(), c = await party()
const k = kafkaClient(hg, a.login)
for (const theirs of [a, c]) {
const tries = triesOn(k, { topic: theirs.prefix+'orders', group: theirs.prefix+'readers', transactionalId: theirs.prefix+'j', ownTopic: a.prefix+'orders', ownGroup: a.prefix+'own' })
for (const [w, t] of Object.entries(tries)) {
  const b = performance.now()
  const r = await t()
  const ms = Math.round(performance.now()-b)
  await sleep(100)
  console.log(w, r, ms, process.getActiveResourcesInfo().join(' '))
}}
