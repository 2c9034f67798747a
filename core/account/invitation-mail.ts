import { DAY_MS } from '../kernel/clock.ts'
import type { Mail } from './identity-ports.ts'
import { INVITED_FOR_MS } from './invited.ts'

/** Nothing that anyone typed in goes into the mail: whoever sent it may not be a friend of its reader. */
export function invitationMail(to: string, invitation: string): Mail {
  return {
    to,
    subject: 'You are invited to an account on Headgate',
    text: [
      `Your invitation is ${invitation}`,
      `It is good for ${INVITED_FOR_MS / DAY_MS} days. Send it with a password of your choice to POST /v1/invitations/accept;`,
      'if you have a log-in that belongs to no account, with its password.',
      'If you know nobody who would invite you, there is nothing to do.',
    ].join('\n'),
  }
}
