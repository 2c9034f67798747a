import type { Ports } from '../core/fixtures/world.ts'
import type { CallLedger } from './call-ledger.ts'

/** The same ports, each call of which goes through the ledger. The clock and chance are no calls to the outside. */
export function countedPorts(ports: Ports, ledger: CallLedger): Ports {
  const counted = <T extends object>(name: string, port: T) => countedPort(name, port, ledger)
  const admins = counted('admins', ports.admins)
  return {
    tenants: counted('tenants', ports.tenants),
    answers: counted('answers', ports.answers),
    clusters: counted('clusters', ports.clusters),
    secrets: counted('secrets', ports.secrets),
    signal: {
      raise: (...hint) => ledger.through('signal.raise', () => ports.signal.raise(...hint)),
    },
    admins: { of: async (clusterId) => counted('admin', await admins.of(clusterId)) },
    clock: ports.clock,
    randomness: ports.randomness,
  }
}

/** Every method of the port is asynchronous, so that a call which is struck is a rejected promise and never throws. */
function countedPort<T extends object>(name: string, port: T, { through }: CallLedger): T {
  return new Proxy(port, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method)
      if (typeof value !== 'function') return value
      return async (...args: readonly unknown[]) =>
        await through(`${name}.${String(method)}`, () => value.apply(target, args))
    },
  })
}
