import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'

const root = join(import.meta.dirname, '..')

export interface Bundle {
  readonly contents: Uint8Array
  readonly metafile: Metafile
}

/** A file of this repository as lib/constructs/esm-bundle.ts bundles functions for AWS. */
export async function bundleFunction(entryPoint: string): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    entryPoints: [join(root, entryPoint)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    absWorkingDir: root,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    alias: { '@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
    banner: {
      js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
    },
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error('Nothing was bundled.')
  return { contents: output.contents, metafile }
}
