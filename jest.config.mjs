const builtOrFetched = ['/node_modules/', '/\\.headgate/', '/cdk\\.out/', '/dist/', '/\\.venv/']

/**
 * Parts that a test starts (a broker, a store) take seconds, and many times that on a busy machine; two workers are what
 * a small machine has.
 */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: builtOrFetched,
  modulePathIgnorePatterns: builtOrFetched.slice(1),
  testTimeout: 180_000,
  maxWorkers: 2,
  injectGlobals: false,
  restoreMocks: true,
  watchman: false,
  extensionsToTreatAsEsm: ['.ts'],
  reporters: ['default', '<rootDir>/test/tooling/counts-reporter.mjs'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2024',
          transform: { verbatimModuleSyntax: true },
        },
      },
    ],
  },
}
