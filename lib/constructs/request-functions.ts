import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import type { Configuration } from '../config/configuration.ts'
import { ControlFunction } from './control-function.ts'
import {
  keyEnvironment,
  sessionEnvironment,
  tableEnvironment,
  userSecretEnvironment,
} from './function-environments.ts'
import { sendMail } from './mail-access.ts'
import { readInstallationKeys, readUserSecrets } from './secret-access.ts'
import type { Surroundings } from './service-surroundings.ts'
import { readAndWrite, useItems } from './table-access.ts'

interface RequestFunctionsProps {
  readonly around: Surroundings
  /** Without it, an address that signs up again gets no note. */
  readonly mail: Configuration['mail']
}

/** Requests wait for an operation for 20 s at most; API Gateway gives up after 29. */
const API_TIMEOUT = Duration.seconds(29)
const TIMEOUT = Duration.seconds(15)
const MEMORY_MIB = 512

/** The four functions behind the HTTP API, apart by what they may touch. */
export class RequestFunctions extends Construct {
  readonly api: ControlFunction
  readonly billing: ControlFunction
  readonly identity: ControlFunction
  readonly secrets: ControlFunction

  constructor(scope: Construct, id: string, props: RequestFunctionsProps) {
    super(scope, id)
    this.api = this.makeApi(props.around)
    this.billing = this.makeBilling(props.around)
    this.identity = this.makeIdentity(props)
    this.secrets = this.makeSecrets(props.around)
  }

  private makeApi({ home, state }: Surroundings): ControlFunction {
    return new ControlFunction(this, 'Api', {
      home,
      name: 'api',
      entry: 'api',
      does: 'Headgate: declares and reads; can read no password',
      environment: {
        ...tableEnvironment(state),
        ...sessionEnvironment(state),
        ...keyEnvironment(state),
      },
      permissions: [...readAndWrite(state.table), ...readInstallationKeys(state)],
      timeout: API_TIMEOUT,
      memoryMib: MEMORY_MIB,
    })
  }

  private makeBilling({ home, state }: Surroundings): ControlFunction {
    return new ControlFunction(this, 'Billing', {
      home,
      name: 'billing',
      entry: 'billing',
      does: 'Headgate: tells usage and cost, makes invoices readable',
      environment: {
        ...tableEnvironment(state),
        ...sessionEnvironment(state),
        ...keyEnvironment(state),
      },
      permissions: [...readAndWrite(state.table), ...readInstallationKeys(state)],
      timeout: API_TIMEOUT,
      memoryMib: MEMORY_MIB,
    })
  }

  private makeIdentity({ around: { home, state }, mail }: RequestFunctionsProps): ControlFunction {
    return new ControlFunction(this, 'Identity', {
      home,
      name: 'identity',
      entry: 'identity',
      does: 'Headgate: signs people up and logs them in',
      environment: {
        ...tableEnvironment(state),
        ...sessionEnvironment(state),
        ...(mail === undefined ? {} : { MAIL_FROM: mail.from }),
      },
      permissions: [
        ...useItems(state.table, ['GetItem', 'PutItem']),
        { actions: POOL_ACTIONS, resources: [state.userPoolArn] },
        ...(mail === undefined ? [] : sendMail(this, mail.from)),
      ],
      timeout: TIMEOUT,
      memoryMib: MEMORY_MIB,
    })
  }

  private makeSecrets({ home, state, secrets }: Surroundings): ControlFunction {
    return new ControlFunction(this, 'Secrets', {
      home,
      name: 'secrets',
      entry: 'secrets',
      does: 'Headgate: shows the passwords of Kafka users to those who may see them',
      environment: {
        ...tableEnvironment(state),
        ...sessionEnvironment(state),
        ...keyEnvironment(state),
        ...userSecretEnvironment(home.deployment, secrets.secretsKeyArn),
      },
      permissions: [
        ...useItems(state.table, ['GetItem', 'PutItem', 'Query']),
        ...readInstallationKeys(state),
        ...readUserSecrets(secrets),
      ],
      timeout: TIMEOUT,
      memoryMib: MEMORY_MIB,
    })
  }
}

/** Signing up, confirming and refreshing are open to anyone who knows the pool's client, and need no permission. */
const POOL_ACTIONS = [
  'AdminDeleteUser',
  'AdminDisableUser',
  'AdminEnableUser',
  'AdminGetUser',
  'AdminInitiateAuth',
].map((action) => `cognito-idp:${action}`)
