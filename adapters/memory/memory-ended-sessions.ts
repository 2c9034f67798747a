import type { EndedSessions } from '../../core/account/session-ports.ts'

export function memoryEndedSessions(): EndedSessions {
  const ended = new Set<string>()
  const endedBefore = new Map<string, number>()
  return {
    async end(sessionId) {
      ended.add(sessionId)
    },

    async endAll(subject, before) {
      endedBefore.set(subject, Math.max(before, endedBefore.get(subject) ?? 0))
    },

    isEnded: async ({ subject, id, startedAt }) =>
      (id !== undefined && ended.has(id)) || startedAt < (endedBefore.get(subject) ?? 0),
  }
}
