/** The look of a report that stands alone: dark or light as its reader's system is, and white on paper. */
export const pageStyle = `
:root{color-scheme:light dark;--bg:#faf9f5;--panel:#fff;--line:#dcd9d0;--text:#15181c;--quiet:#5a626c;--own:#3a3222;--up:#0b61c4;--down:#9a5200;--warn:#6b5300;--pass:#04705a;--fail:#b8142c}
@media(prefers-color-scheme:dark){:root{--bg:#06080a;--panel:#0e1216;--line:#2b3641;--text:#eef1f5;--quiet:#909dab;--own:#f3e8cf;--up:#3b9cff;--down:#ff9f1c;--warn:#ffe07a;--pass:#62dfc0;--fail:#ff5a69}}
@media print{:root{--bg:#fff;--panel:#fff;--line:#ccc;--text:#000;--quiet:#444;--own:#3a3222;--up:#0b61c4;--down:#9a5200}details{display:block}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:13px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1040px;margin:0 auto;padding:24px 20px 60px}h1{margin:0;font-size:22px}h2{margin:0 0 8px;font-size:14px}section{margin-top:16px;padding:14px 16px;border:1px solid var(--line);border-radius:6px;background:var(--panel)}
p{margin:4px 0}.quiet,figcaption,small{color:var(--quiet)}.heads{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;margin:0}.heads dt{color:var(--quiet);font-size:12px}.heads dd{margin:0;font-size:20px;font-weight:600}
table{width:100%;border-collapse:collapse;font-size:12px}th,td{padding:3px 6px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}th{color:var(--quiet);font-weight:500}th:first-child,td:first-child,td.left,th.left{text-align:left}.scroll{overflow-x:auto}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(380px,1fr));gap:16px}svg{display:block;width:100%;height:auto}svg text{fill:var(--quiet);font-size:11px}.grid{stroke:var(--line)}.line{fill:none;stroke:var(--own);stroke-width:1.6}.line.other{stroke:var(--quiet);stroke-width:1.1}.fall{fill:var(--down);fill-opacity:.3;stroke:var(--down)}.area{fill:var(--own);fill-opacity:.2;stroke:var(--own)}
rect.gain,circle.gain{fill:var(--up)}rect.loss,circle.loss{fill:var(--down)}.up{color:var(--up)}.down{color:var(--down)}.good{color:var(--pass)}.unproven,.lucky{color:var(--warn)}.bad,.invalid{color:var(--fail)}.note{color:var(--warn)}details{margin-top:8px}summary{cursor:pointer;color:var(--quiet)}code{overflow-wrap:anywhere;font-size:11px}
`.trim();
