import type { Pair } from './parties/pair.ts'
import type { JavaPlan } from './run-java.ts'

/** All attacks of the Java clients on a pair. */
export function javaPlanOf({ name, victim, attacker, administrator, broker }: Pair): JavaPlan {
  return {
    name,
    victim: victim.file,
    attacker: attacker.file,
    ...(victim.topic === undefined ? {} : { 'victim.topic': victim.topic }),
    ...(attacker.topic === undefined ? {} : { 'attacker.topic': attacker.topic }),
    ...(administrator === undefined ? {} : { administrator }),
    ...(broker === undefined ? {} : { broker }),
  }
}
