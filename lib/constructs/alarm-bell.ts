import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'

interface AlarmBellProps {
  readonly name: string
  readonly key: IKey
  /** Nobody, if undefined: alarms are then to be seen in CloudWatch alone. */
  readonly mailTo: string | undefined
}

/** Where alarms go. More may subscribe to the topic by hand: it is not replaced. */
export class AlarmBell extends Construct {
  readonly action: SnsAction

  constructor(scope: Construct, id: string, { name, key, mailTo }: AlarmBellProps) {
    super(scope, id)
    const topic = new Topic(this, 'Topic', {
      topicName: name,
      displayName: 'Headgate alarms',
      masterKey: key,
      enforceSSL: true,
    })
    if (mailTo !== undefined) topic.addSubscription(new EmailSubscription(mailTo))
    this.action = new SnsAction(topic)
  }
}
