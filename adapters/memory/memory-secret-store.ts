import type { SecretStore } from '../../core/credential/credential-ports.ts'

export function memorySecretStore(): SecretStore {
  const passwords = new Map<string, string>()
  return {
    async ensure(proposals) {
      for (const { username, password } of proposals) {
        if (!passwords.has(username)) passwords.set(username, password)
      }
      return proposals.map((each) => ({
        ...each,
        password: passwords.get(each.username) ?? each.password,
      }))
    },

    async get(username) {
      const password = passwords.get(username)
      return password === undefined ? undefined : { username, password }
    },

    async remove(usernames) {
      for (const username of usernames) passwords.delete(username)
    },
  }
}
