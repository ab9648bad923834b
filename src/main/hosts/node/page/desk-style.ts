/** Style of the desk page. Numbers are tabular and right-aligned; nothing moves. */
export const deskStyle = `:root { color-scheme: dark; --ground: #10141b; --raised: #171d27; --line: #263041; --text: #dde4ee; --quiet: #94a1b5; --up: #3b9cff; --down: #ff9f1c; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
header { display: flex; align-items: center; gap: 1rem; padding: .75rem 1.5rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.1rem; letter-spacing: .02em; }
h2 { margin: 0 0 .5rem; font-size: .8rem; font-weight: 600; color: var(--quiet); }
header p { margin: 0; }
header a { margin-left: auto; }
a { color: var(--up); }
a:focus-visible { outline: 2px solid var(--up); outline-offset: 2px; }
.badge { padding: 0 .5rem; border: 1px solid var(--quiet); border-radius: 4px; font-size: .75rem; letter-spacing: .06em; }
.badge:empty { visibility: hidden; }
.badge.live { border-color: var(--down); color: var(--down); }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1rem; padding: 1.5rem; }
section { padding: 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; }
section.wide { grid-column: 1 / -1; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 400; color: var(--quiet); }
th, td { padding: .15rem .75rem .15rem 0; white-space: nowrap; }
th.number, td.number { text-align: right; }
td:last-child { white-space: normal; }
.empty, footer, .stale { color: var(--quiet); }
footer { padding: 0 1.5rem 1.5rem; font-size: .8rem; }
main.sentence { display: block; max-width: 36rem; margin: 15vh auto 0; }
main.sentence p { color: var(--quiet); }
`;
