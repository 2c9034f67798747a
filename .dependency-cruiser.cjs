// Who may import whom, as docs/architecture.md draws it. Type imports count like any other.
// An unlisted package is refused: giving an adapter a new SDK is a decision, made on this page. zod is part of the
// language: whoever reads something from outside parses it.

const adapterSdks = {
  cognito: ['@aws-sdk/client-cognito-identity-provider', 'aws-jwt-verify'],
  dynamodb: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', '@aws-sdk/util-dynamodb'],
  'embedded-identity': ['jose'],
  jmx: [],
  'jwt-sessions': ['aws-jwt-verify', 'jose'],
  kafka: ['@platformatic/kafka', 'kafkajs'],
  memory: [],
  msk: ['@aws-sdk/client-kafka', '@platformatic/kafka', 'aws-msk-iam-sasl-signer-js'],
  pdf: ['pdfkit'],
  'secrets-manager': ['@aws-sdk/client-secrets-manager'],
  stripe: ['stripe'],
  ses: ['@aws-sdk/client-sesv2'],
  sqs: ['@aws-sdk/client-sqs'],
}

const packages = (...names) => names.map((name) => `^node_modules/(@types/)?${name}/`)

const allFolders =
  '^(?:bin|lib|core|adapters|lambdas|local|cli|client|console|examples|bench|test)/'
const containersOf = (folder) => [`^${folder}/container\\.ts$`, `^${folder}/[^/]+-container\\.ts$`]
const containers = [...containersOf('lambdas'), ...containersOf('local'), ...containersOf('bin')]

/** `from` may import what `allowed` lists and nothing else; Node's own modules only if `builtins`. */
const only = (name, comment, from, allowed, { builtins = true } = {}) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: { pathNot: allowed, ...(builtins ? { dependencyTypesNot: ['core'] } : {}) },
})

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const coreRules = [
  only(
    'core-is-pure',
    'core imports core and zod only, not even modules of Node',
    '^core/',
    ['^core/', ...packages('zod')],
    {
      builtins: false,
    },
  ),
  only(
    'core-kernel-is-closed',
    'the kernel knows no noun',
    '^core/kernel/',
    ['^core/kernel/', ...packages('zod')],
    { builtins: false },
  ),
  never(
    'core-noun-uses-types-and-ports',
    // A tenant is the aggregate that holds topics and credentials; placement weighs all of it, and the reconciler settles it.
    'a noun may use the type or port file of another noun, never its use cases',
    { path: '^core/([^/]+)/', pathNot: '^core/(?:tenant|reconcile|declare|placement|speak)/' },
    {
      path: '^core/',
      // The type file of a noun is called after it; the word for what an audit holds is "audit event".
      pathNot: [
        '^core/$1/',
        '^core/kernel/',
        // The first verb: every use case that declares goes through it.
        '^core/declare/',
        // What goes to a cluster past the declarations, as one of the tenant's own users.
        '^core/speak/',
        // Topics and credentials live in a tenant, so its rules hold for them.
        '^core/tenant/(?:hold|read-tenant|refuse-while-deleting)\\.ts$',
        '^core/topic/topic-of\\.ts$',
        '^core/([^/]+)/\\1\\.ts$',
        '^core/(?:audit/audit-event|usage/usage-record)\\.ts$',
        // Whoever changes something says what, in the trail's words.
        '^core/audit/(?:change|new-event)\\.ts$',
        // Lists of fields, of what is deleted along with something else too.
        '^core/([^/]+)/told-fields\\.ts$',
        // Prices, who pays for what since when, and what was used: types with the arithmetic that belongs to them.
        '^core/plan/(?:plan-change|price-book)\\.ts$',
        // What a cluster can hold is said in the words of what is placed on it.
        '^core/placement/cluster-use\\.ts$',
        '^core/usage/usage-record\\.ts$',
        '-ports\\.ts$',
      ],
    },
  ),
]

const adapterRules = [
  never(
    'adapters-stand-alone',
    'an adapter never imports another adapter',
    { path: '^adapters/([^/]+)/' },
    { path: '^adapters/', pathNot: '^adapters/$1/' },
  ),
  only(
    'adapters-know-their-sdk-only',
    'an adapter that no line above names gets no SDK',
    { path: '^adapters/', pathNot: `^adapters/(?:${Object.keys(adapterSdks).join('|')})/` },
    ['^core/', '^adapters/', ...packages('zod')],
  ),
  ...Object.entries(adapterSdks).map(([adapter, sdks]) =>
    only(
      `adapters-${adapter}-own-sdk`,
      `adapters/${adapter} imports core and its own SDK only`,
      `^adapters/${adapter}/`,
      ['^core/', '^adapters/', ...packages('zod', ...sdks)],
    ),
  ),
  never(
    'only-containers-import-adapters',
    'adapters are chosen in a container, nowhere else',
    { path: allFolders, pathNot: ['^(?:adapters|test|bench)/', ...containers] },
    { path: '^adapters/' },
  ),
]

const placeRules = [
  only(
    'lambdas-import-core-and-middy',
    'lambdas import core, middy and lambdas only (aws-lambda is types)',
    { path: '^lambdas/', pathNot: containers },
    ['^core/', '^lambdas/', ...packages('@middy', 'zod', 'aws-lambda')],
  ),
  only(
    'lambdas-container-wires',
    'the container of the lambdas imports adapters, core and lambdas only',
    { path: containersOf('lambdas') },
    ['^core/', '^lambdas/', '^adapters/', ...packages('zod')],
  ),
  only(
    'local-runs-the-same-handlers',
    'local imports core, itself and the http, jobs and middleware of the lambdas only',
    { path: '^local/', pathNot: containers },
    [
      '^core/',
      '^local/',
      '^lambdas/(?:http|jobs|middleware)/',
      ...packages('@peculiar', 'zod', 'aws-lambda'),
    ],
  ),
  only(
    'local-container-wires',
    'the container of local imports what local may, and adapters',
    { path: containersOf('local') },
    ['^core/', '^local/', '^adapters/', '^lambdas/(?:http|jobs|middleware)/'],
  ),
  only('lib-is-cdk', 'lib imports the CDK only and names Lambda entries by path', '^lib/', [
    '^lib/',
    ...packages('aws-cdk-lib', 'constructs', 'cdk-nag', '@aws-cdk', 'zod'),
  ]),
]

const clientRules = [
  never(
    'clients-use-the-client',
    'the CLI and the console reach Headgate through the client alone',
    { path: '^(cli|console)/' },
    { path: allFolders, pathNot: ['^$1/', '^client/'] },
  ),
  never(
    'client-stands-alone',
    'the client imports no other folder of ours',
    { path: '^client/' },
    { path: allFolders, pathNot: '^client/' },
  ),
]

const everywhereRules = [
  never(
    'examples-stand-alone',
    'an example is a customer: it reaches Headgate through the API alone',
    { path: '^examples/' },
    { path: allFolders, pathNot: '^examples/' },
  ),
  never('no-cycles', 'no import cycles, not even of types', {}, { circular: true }),
  never(
    'nobody-imports-tests',
    'test code stays in test/',
    { path: allFolders, pathNot: '^test/' },
    { path: '^test/' },
  ),
]

module.exports = {
  forbidden: [...coreRules, ...adapterRules, ...placeRules, ...clientRules, ...everywhereRules],
  options: {
    doNotFollow: { path: ['(?:^|/)node_modules/'] },
    exclude: { path: ['^(?:cdk\\.out|coverage|dist|\\.headgate|\\.venv)/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    moduleSystems: ['es6', 'cjs'],
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.d.ts', '.json'],
    },
  },
}
