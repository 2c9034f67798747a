// What Lambda does with a function that is not warm: imports the bundle and hands it one event. Milliseconds since this
// process began. JavaScript, so that no time goes into types.
const [bundle, event] = process.argv.slice(2)
const startedMs = performance.now()
const { handler } = await import(bundle)
const importedMs = performance.now()
const { statusCode } = await handler(JSON.parse(event), { awsRequestId: 'cold-start' })
const answeredMs = performance.now()
const { user, system } = process.cpuUsage()
const cpuMs = (user + system) / 1_000
process.stdout.write(JSON.stringify({ startedMs, importedMs, answeredMs, cpuMs, statusCode }))
// Kept-alive connections would keep the process, too.
process.exit()
