/** Variables that Java or the C library need; the others (JAVA_TOOL_OPTIONS above all) could open ports or leak secrets. */
const PASSED_VARIABLES = ['PATH', 'HOME', 'TZ', 'TMPDIR', 'JAVA_HOME', 'LD_LIBRARY_PATH']

/** The environment of our Java processes. In the plain C locale Java cannot open paths with letters beyond ASCII. */
export function javaEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = PASSED_VARIABLES.flatMap((name) =>
    env[name] === undefined ? [] : [[name, env[name]]],
  )
  return { ...Object.fromEntries(passed), LC_ALL: 'C.UTF-8' }
}
