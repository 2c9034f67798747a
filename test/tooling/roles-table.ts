import { PERMISSIONS } from '../../core/account/permissions.ts'
import { mayActAs, ROLES } from '../../core/account/role.ts'

const SHOWN = /(?<=<!-- permissions -->\n)[\s\S]*?(?=<!-- \/permissions -->)/

/** The table of who may do what, as docs/roles.md shows it. */
function rolesTable(): string {
  const head = ['what', ...ROLES, 'operator', 'means']
  const rows = Object.entries(PERMISSIONS).map(([action, { least, means }]) => [
    `\`${action}\``,
    ...ROLES.map((role) =>
      tick(least === 'public' || (least !== 'operator' && mayActAs(role, least))),
    ),
    tick(least === 'public' || least === 'operator' || least === 'viewer'),
    means,
  ])
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${lines.join('\n')}\n`
}

/** The page with the table as it is enforced now. */
export function withRolesTable(page: string): string {
  return page.replace(SHOWN, rolesTable())
}

function tick(may: boolean): string {
  return may ? '✓' : ''
}
