import { describeIdentityContract } from '../../contracts/identity-contract.ts'
import { accountWorld } from '../../core/account/account-world.ts'

describeIdentityContract('the embedded identity', async () => {
  const { identity, sessions, mails, pass } = await accountWorld()
  const to = (email: string) => mails.filter((mail) => mail.to === email)
  const codeFor = (email: string) =>
    to(email).findLast(({ code }) => code !== undefined)?.code ?? ''
  return {
    identity,
    sessions,
    pass,
    codeFor,
    resetCodeFor: codeFor,
    notesTo: (email) => to(email).filter(({ code }) => code === undefined),
  }
})
