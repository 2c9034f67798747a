import * as z from 'zod'
import { acceptInvitation } from '../../../core/account/accept-invitation.ts'
import { changeMember } from '../../../core/account/change-member.ts'
import { inviteMember } from '../../../core/account/invite-member.ts'
import {
  acceptInvitationSchema,
  changeMemberSchema,
  inviteMemberSchema,
} from '../../../core/account/member-input.ts'
import { removeMember } from '../../../core/account/remove-member.ts'
import { list, noContent, ok } from '../answers.ts'
import { askingOf } from '../asking.ts'
import { pageQuerySchema, pageRequestOf } from '../cursor.ts'
import type { IdentityDeps } from '../deps.ts'
import { param } from '../param.ts'
import { type Route, route } from '../route.ts'
import { memberSchema, memberView } from '../views/member-view.ts'
import { pageSchema } from '../views/page-schema.ts'

/** The people of an account. In the function that handles log-ins, as removing a member ends one. */
export const memberRoutes: readonly Route<IdentityDeps>[] = [
  route({
    method: 'GET',
    path: '/account/members',
    operationId: 'listMembers',
    summary: 'The account’s members, and who is invited',
    tag: 'account',
    access: 'member.read',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of members.', schema: pageSchema(memberSchema) } },
    handle: async (deps, { actor, query }) => {
      const members = await deps.members.list(actor.accountId, pageRequestOf(query))
      return list(members, memberView)
    },
  }),
  route({
    method: 'POST',
    path: '/account/members',
    operationId: 'inviteMember',
    summary: 'Invite somebody by mail',
    tag: 'account',
    access: 'member.change',
    body: inviteMemberSchema,
    bodyExample: { email: 'ben@example.com', role: 'developer' },
    answers: { 201: { description: 'They are invited for 7 days.', schema: memberSchema } },
    refusals: ['limit_reached'],
    handle: async (deps, call) => {
      const invited = await inviteMember(deps, askingOf(call), call.body)
      return { status: 201, body: memberView(invited) }
    },
    // With an address in it, which is kept nowhere but with its member.
    again: async (deps, { actor }, id) => {
      const member = await deps.members.get(actor.accountId, id)
      return member && { status: 201, body: memberView(member) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/account/members/{memberId}',
    operationId: 'changeMember',
    summary: 'Give a member another role; owners are changed by owners, and one stays',
    tag: 'account',
    access: 'member.change',
    body: changeMemberSchema,
    bodyExample: { role: 'viewer' },
    answers: { 200: { description: 'The member.', schema: memberSchema } },
    handle: async (deps, call) =>
      ok(
        memberView(
          await changeMember(deps, askingOf(call), param(call.params, 'memberId'), call.body),
        ),
      ),
    again: async (deps, { actor, params }) => {
      const member = await deps.members.get(actor.accountId, param(params, 'memberId'))
      return member && ok(memberView(member))
    },
  }),
  route({
    method: 'DELETE',
    path: '/account/members/{memberId}',
    operationId: 'removeMember',
    summary: 'Remove a member with their log-in and API tokens, or take an invitation back',
    tag: 'account',
    access: 'member.change',
    answers: { 204: { description: 'Nothing of theirs works any more.' } },
    handle: async (deps, call) => {
      await removeMember(deps, askingOf(call), param(call.params, 'memberId'))
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/invitations/accept',
    operationId: 'acceptInvitation',
    summary: 'Become a member with the invitation from the mail',
    tag: 'sign-up',
    access: 'public',
    body: acceptInvitationSchema,
    bodyExample: { token: 'hgi_…', password: 'correct horse battery' },
    answers: {
      200: {
        description: 'A member, who can log in now.',
        schema: z.object({ accountId: z.string(), memberId: z.string() }),
      },
    },
    refusals: ['unauthenticated'],
    handle: async (deps, call) =>
      ok(await acceptInvitation(deps, { ...call.body, origin: askingOf(call).origin })),
  }),
]
