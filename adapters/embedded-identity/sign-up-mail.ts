import type { Mail } from '../../core/account/identity-ports.ts'
import { MINUTE_MS } from '../../core/kernel/clock.ts'
import { CODE_LIFE_MS } from './sign-up-code.ts'

// Nothing that was typed in by whoever signed up goes into a mail: it may not be the reader.

export function codeMail(to: string, code: string): Mail {
  return {
    to,
    subject: `${code} is your Headgate code`,
    text: [
      `Your code is ${code}. It is good for ${CODE_LIFE_MS / MINUTE_MS} minutes and five tries.`,
      'It confirms the newest sign-up for this address, with the password given there.',
      'If that was not you, do not use the code and do not pass it on: without it nothing happens.',
    ].join('\n'),
    code,
  }
}

export function resetMail(to: string, code: string): Mail {
  return {
    to,
    subject: `${code} is your Headgate code for a new password`,
    text: [
      `Your code is ${code}. It is good for ${CODE_LIFE_MS / MINUTE_MS} minutes, five tries and one new password.`,
      'If you did not ask for it, do not use it and do not pass it on: your password stays as it is.',
    ].join('\n'),
    code,
  }
}

export function alreadyMail(to: string): Mail {
  return {
    to,
    subject: 'You already have a Headgate log-in',
    text: [
      'Somebody signed up for Headgate with this address, which has a log-in already.',
      'If that was you, log in with the password you have. If it was not, there is nothing to do.',
    ].join('\n'),
  }
}
