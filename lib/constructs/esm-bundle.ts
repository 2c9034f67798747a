import { fileURLToPath } from 'node:url'
import { type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

const repository = new URL('../../', import.meta.url)

/** How an entry of lambdas/ (a file's name without `.ts`) becomes one ES module. */
export function bundleOf(
  entry: string,
): Required<Pick<NodejsFunctionProps, 'entry' | 'projectRoot' | 'depsLockFilePath' | 'bundling'>> {
  return {
    entry: pathOf(`lambdas/${entry}.ts`),
    projectRoot: pathOf('.'),
    depsLockFilePath: pathOf('package-lock.json'),
    bundling: {
      format: OutputFormat.ESM,
      target: 'node24',
      minify: true,
      // Lambda's own copy of the SDK changes without a deployment; ours is the one that was tested.
      bundleAwsSDK: true,
      mainFields: ['module', 'main'],
      // Packages that are CommonJS inside ask for Node's modules by `require`, which an ES module does not have.
      banner:
        "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
      // The Kafka client would look for its WebAssembly in a file beside the bundle; this build has it inside.
      esbuildArgs: { '--alias:@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
    },
  }
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, repository))
}
