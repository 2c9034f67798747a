import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The seven ways in which one file can depend on another. */
export const importForms: Record<string, (specifier: string) => string> = {
  'plain import': (specifier) => `import { thing } from '${specifier}'\nexport const used = thing`,
  'type import': (specifier) =>
    `import type { Thing } from '${specifier}'\nexport type Used = Thing`,
  'export from': (specifier) => `export { thing } from '${specifier}'`,
  'export type * from': (specifier) => `export type * from '${specifier}'`,
  'dynamic import()': (specifier) => `export const used = await import('${specifier}')`,
  'import("…") type': (specifier) => `export type Used = import('${specifier}').Thing`,
  'side-effect import': (specifier) => `import '${specifier}'`,
}

const moduleText =
  'export interface Thing { id: string }\nexport const thing: Thing = { id: "1" }\n'

/** A small tree of our folders, in a temporary place, that the checked-in boundary rules are applied to. */
export class BoundaryFixture {
  readonly root: string

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'headgate-boundaries-'))
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json']) {
      cpSync(name, join(this.root, name))
    }
    this.write('package.json', '{"name":"fixture","type":"module"}')
  }

  write(path: string, text: string = moduleText): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true })
    writeFileSync(join(this.root, path), text)
  }

  /** A package as npm would have installed it, so that an import of it resolves. */
  install(name: string): void {
    const folder = `node_modules/${name}`
    this.write(
      `${folder}/package.json`,
      `{"name":"${name}","main":"index.js","types":"index.d.ts"}`,
    )
    this.write(`${folder}/index.js`, 'exports.thing = { id: "1" }')
    this.write(`${folder}/index.d.ts`, moduleText)
  }
}
