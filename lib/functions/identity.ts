import { IDENTITY_PATHS } from '../constructs/api-paths.ts'
import {
  bootstrapEnvironment,
  keyEnvironment,
  sessionEnvironment,
  tableEnvironment,
} from '../constructs/function-environments.ts'
import { sendMail } from '../constructs/mail-access.ts'
import { readBootstrapSecret, readInstallationKeys } from '../constructs/secret-access.ts'
import { readAndWrite } from '../constructs/table-access.ts'
import type { DeploymentFunction } from './function-plan.ts'
import { REQUEST_SIZE } from './request-function.ts'

/** The one function that handles people's passwords. */
export const identity: DeploymentFunction = ({ stack, state, configuration: { mail } }) => ({
  entry: 'identity',
  does: 'Headgate: signs people up and logs them in',
  environment: {
    ...tableEnvironment(state),
    ...sessionEnvironment(state),
    ...keyEnvironment(state),
    ...bootstrapEnvironment(state),
    // Without it, an address that signs up again gets no note.
    ...(mail === undefined ? {} : { MAIL_FROM: mail.from }),
  },
  permissions: [
    ...readAndWrite(state.table),
    ...readInstallationKeys(state),
    readBootstrapSecret(state),
    { actions: POOL_ACTIONS, resources: [state.userPoolArn] },
    ...(mail === undefined ? [] : sendMail(stack, mail.from)),
  ],
  ...REQUEST_SIZE,
  answers: IDENTITY_PATHS,
  alarms: [
    {
      name: 'log-in-fails',
      // More than one: a single fault may be one person's oddity, and the next try usually works.
      rings: { faults: 5 },
      errorImpact: 'People can neither sign up nor log in; API tokens still work.',
      runbook: 'nobody-can-log-in',
    },
  ],
})

/** Signing up, confirming and refreshing are open to anyone who knows the pool's client, and need no permission. */
const POOL_ACTIONS = [
  'AdminCreateUser',
  'AdminDeleteUser',
  'AdminDisableUser',
  'AdminEnableUser',
  'AdminGetUser',
  'AdminInitiateAuth',
  'AdminSetUserPassword',
  'AdminUserGlobalSignOut',
].map((action) => `cognito-idp:${action}`)
