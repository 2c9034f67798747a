import { type CellConfiguration, isExisting, sizeOf } from './cell-configuration.ts'
import { findOverlap } from './cidr.ts'
import type { Configuration } from './configuration.ts'
import { reasonAgainstRegion } from './partitions.ts'

/** What no single value shows: each is the name of a value and the rest of a sentence about it. */
export function findContradictions(configuration: Configuration): readonly string[] {
  return [
    ...regionProblems(configuration),
    ...networkProblems(configuration),
    ...mailProblems(configuration),
    ...paymentProblems(configuration),
    ...repeatedCells(configuration),
    ...configuration.cells.flatMap((cell) => cellProblems(cell, configuration)),
  ]
}

function regionProblems({ region }: Configuration): readonly string[] {
  const reason = reasonAgainstRegion(region)
  return reason === undefined ? [] : [`region ${reason}`]
}

function networkProblems({ network }: Configuration): readonly string[] {
  const overlap = findOverlap([network.cidr, ...network.clientCidrs])
  if (!overlap) return []
  return [`network has ${overlap.join(' and ')}, which overlap; no route could tell them apart`]
}

function mailProblems({ mail, size }: Configuration): readonly string[] {
  if (mail !== undefined || size === 'dev') return []
  return [
    'mail.from is missing; Cognito sends 50 mails a day by itself, which is enough for the size dev alone',
  ]
}

function paymentProblems({ payment, region }: Configuration): readonly string[] {
  const arns = { secretArn: payment?.secretArn, keyArn: payment?.keyArn }
  return Object.entries(arns).flatMap(([name, arn]) => {
    const home = arn?.split(':')[3]
    return home === undefined || home === region
      ? []
      : [`payment.${name} lies in ${home}, but this deployment is in ${region}`]
  })
}

function repeatedCells({ cells }: Configuration): readonly string[] {
  const names = cells.map(({ name }) => name)
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [...repeated].map((name) => `cells names the cell "${name}" twice`)
}

function cellProblems(
  cell: CellConfiguration,
  { network, region }: Configuration,
): readonly string[] {
  const what = `cells has the cell "${cell.name}"`
  if (isExisting(cell)) {
    const [, , , home] = cell.existing.clusterArn.split(':')
    return home === region ? [] : [`${what} in ${home}, but this deployment is in ${region}`]
  }
  const { brokers, zones } = sizeOf(cell)
  const problems: string[] = []
  if (zones > network.availabilityZones) {
    problems.push(
      `${what}, whose size needs ${zones} zones; the network has ${network.availabilityZones}`,
    )
  }
  if (brokers % zones !== 0) {
    problems.push(`${what} with ${brokers} brokers, which is no multiple of its ${zones} zones`)
  }
  if (cell.access === 'privatelink' && cell.size === 'dev') {
    problems.push(
      `${what} with private connectivity, which Amazon MSK does not offer for the size dev`,
    )
  }
  if (cell.access === 'vpc' && cell.clientAccounts.length > 0) {
    problems.push(`${what} with client accounts, which only the access privatelink uses`)
  }
  return problems
}
