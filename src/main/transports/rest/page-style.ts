/** The page of the documentation: dark, narrow enough to read, code that wraps. */
export const pageStyle = `
:root { color-scheme: dark; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: #101418; color: #d7dde4; font: 15px/1.5 system-ui, sans-serif; }
h1 small { color: #93a1b0; font-size: 1rem; }
h2 { margin-top: 2.5rem; padding-bottom: .25rem; border-bottom: 1px solid #2b3640; text-transform: capitalize; }
h3 { margin: 0; color: #ff9f1c; }
a { color: #3b9cff; }
nav a { margin-right: .75rem; }
article { margin: 1rem 0; padding: 1rem; border: 1px solid #2b3640; border-radius: .4rem; background: #161c22; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; margin: .4rem 0; padding: .6rem; border-radius: .3rem; background: #0b0e11; white-space: pre-wrap; overflow-wrap: anywhere; }
.request code { color: #3b9cff; }
.errors { color: #93a1b0; font-size: 13px; }
table { border-collapse: collapse; }
td { padding: .15rem .75rem .15rem 0; vertical-align: top; font-size: 13px; }
summary { cursor: pointer; color: #93a1b0; }
`;
