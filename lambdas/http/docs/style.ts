/** Plain and readable, light or dark as the reader's system is; no font or image is fetched. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --link: light-dark(#0b57a4, #8ab8f0); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1.5rem; }
a { color: var(--link); }
h1 { margin: 0 0 .25rem; }
h2 { border-bottom: 1px solid var(--line); margin: 3rem 0 1rem; padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin: 0; }
h4 { font-size: .9rem; margin: 1rem 0 .25rem; }
nav ul { columns: 16rem; list-style: none; padding: 0; }
nav li { break-inside: avoid; }
article { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: 1rem; }
article > p { margin: .25rem 0; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { background: var(--soft); border-radius: .375rem; margin: .25rem 0; overflow-x: auto; padding: .75rem; }
table { border-collapse: collapse; display: block; font-size: .9rem; overflow-x: auto; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; }
details { margin: .5rem 0; }
summary { cursor: pointer; font-size: .9rem; font-weight: 600; }
.method { border-radius: .25rem; background: var(--soft); border: 1px solid var(--line); padding: 0 .4rem; }
.role { font-size: .9rem; opacity: .8; }
`
