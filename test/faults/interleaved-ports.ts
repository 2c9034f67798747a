import type { Scheduler } from 'fast-check'
import type { Ports } from '../core/fixtures/world.ts'

/** The same ports, each call of which waits until the scheduler lets it go: every order of two processes can be had. */
export function interleavedPorts(ports: Ports, scheduler: Scheduler, who: string): Ports {
  const slowed = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get(target, method) {
        const value: unknown = Reflect.get(target, method)
        if (typeof value !== 'function') return value
        const call = `${who}: ${name}.${String(method)}`
        return async (...args: readonly unknown[]) => {
          await scheduler.schedule(Promise.resolve(), call)
          return value.apply(target, args)
        }
      },
    })
  return {
    ...ports,
    tenants: slowed('tenants', ports.tenants),
    answers: slowed('answers', ports.answers),
    secrets: slowed('secrets', ports.secrets),
    admins: { of: async (id) => slowed('admin', await ports.admins.of(id)) },
  }
}
