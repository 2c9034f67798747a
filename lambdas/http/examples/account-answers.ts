import type { ApiToken, Member } from '../../../core/account/account.ts'
import type { Invited } from '../../../core/account/invited.ts'
import { tokenText } from '../../../core/account/token-text.ts'
import type { AuditEvent } from '../../../core/audit/audit-event.ts'
import { accountView } from '../views/account-view.ts'
import { auditEventView } from '../views/audit-event-view.ts'
import { exportView } from '../views/export-view.ts'
import { memberView } from '../views/member-view.ts'
import { operationView } from '../views/operation-view.ts'
import { sessionView } from '../views/session-view.ts'
import { tokenView } from '../views/token-view.ts'
import { at, IDS, NOW, pageOf } from './example-ids.ts'

const OPENED_AT = at('01T07:58:00')

/** As long as a real one, and of nothing. */
export const SIGNATURE = 'signature-of-an-example-and-of-nothing-else'

const TOKEN: ApiToken = {
  id: IDS.token,
  accountId: IDS.account,
  name: 'ci',
  role: 'developer',
  createdBy: IDS.member,
  memberId: IDS.member,
  createdAt: at('01T08:05:00'),
  lastUsedAt: at('12T08:25:00'),
  revokedAt: null,
}

const OWNER: Member = {
  id: IDS.member,
  accountId: IDS.account,
  subject: 'ann',
  email: 'ann@example.com',
  role: 'owner',
  createdAt: OPENED_AT,
}

const INVITED: Invited = {
  id: IDS.invited,
  accountId: IDS.account,
  email: 'ben@example.com',
  role: 'developer',
  createdAt: NOW,
  invitedUntil: at('19T08:30:00'),
}

const EVENT: AuditEvent = {
  id: IDS.event,
  accountId: IDS.account,
  at: NOW,
  actor: IDS.token,
  action: 'credential.rotate',
  resource: `/v1/tenants/${IDS.tenant}/credentials/${IDS.credential}`,
  outcome: 'accepted',
  requestId: IDS.request,
  sourceAddress: '198.51.100.7',
}

const SESSION = sessionView({
  accessToken: `eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0b2tlbl91c2UiOiJhY2Nlc3MifQ.${SIGNATURE}`,
  refreshToken: 'hgr_0w4k8z1v5q9m2x6t3c7j_RefreshesAnExampleAndNothingElseAnywhereAtAl',
  expiresInSeconds: 3_600,
})

/** What the routes of an account, its people and its keys answer, by operation. */
export const accountAnswers = {
  getAccount: accountView({ id: IDS.account, name: 'Acme', createdAt: OPENED_AT }),
  changeAccount: accountView({
    id: IDS.account,
    name: 'Acme Corporation',
    createdAt: OPENED_AT,
  }),
  exportAccount: pageOf(
    exportView({ kind: 'account', of: { id: IDS.account, name: 'Acme', createdAt: OPENED_AT } }),
    exportView({ kind: 'member', of: OWNER }),
    exportView({ kind: 'token', of: TOKEN }),
    exportView({ kind: 'event', of: EVENT }),
  ),
  createToken: {
    id: IDS.token,
    token: tokenText({ accountId: IDS.account, tokenId: IDS.token, signature: SIGNATURE }),
  },
  listTokens: pageOf(tokenView(TOKEN)),
  listAuditEvents: pageOf(auditEventView(EVENT)),
  listMembers: pageOf(memberView(OWNER), memberView(INVITED)),
  inviteMember: memberView(INVITED),
  changeMember: memberView({ ...OWNER, role: 'viewer' }),
  acceptInvitation: { accountId: IDS.account, memberId: IDS.invited },
  changePassword: SESSION,
  openSession: SESSION,
  refreshSession: SESSION,
  getKeys: {
    keys: [
      {
        kty: 'RSA',
        kid: 'Wm1aB0dQ8vKc3sXy6tRe5uJi2oPl7nHg4fDz9aEx1bY',
        alg: 'RS256',
        use: 'sig',
        n: 'zL8…',
        e: 'AQAB',
      },
    ],
  },
  signUp: operationView(
    {
      id: IDS.signUpOperation,
      accountId: '',
      resource: '/v1/account',
      generation: 0,
      state: 'pending',
      createdAt: OPENED_AT,
    },
    [],
  ),
  confirmSignUp: { accountId: IDS.account, operationId: IDS.signUpOperation },
}
