/** The looks of the page: light and dark, wide and narrow, screen and paper. Its hash is in the page's policy. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --ink: #1b1f24; --soft: #59626e; --edge: #e2e4e7; --code: #f3f4f6;
  --accent: #2450c8; --good: #14713f; --warm: #9a5200; --bad: #b3261e; --calm: #8b95a1;
  --good-wash: #e3f3ea; --warm-wash: #fbeedd; --bad-wash: #fbe6e4; --accent-wash: #e6ecfb; --hit: #fff6dd;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1114; --card: #161a1f; --ink: #e7eaee; --soft: #a0aab6; --edge: #2a3038; --code: #11151a;
    --accent: #8fb0ff; --good: #57c98d; --warm: #f0ac5c; --bad: #ff8a80; --calm: #76818e;
    --good-wash: #12301f; --warm-wash: #35240f; --bad-wash: #3a1714; --accent-wash: #17233f; --hit: #2c2613;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 2rem; }
header { padding-top: 2.75rem; }
.brand { margin: 0; color: var(--soft); font-size: .875rem; letter-spacing: .02em; }
h1 { margin: .25rem 0 0; font-size: 2rem; line-height: 1.2; font-weight: 650; letter-spacing: -.02em; text-wrap: balance; }
.about { margin: .35rem 0 0; color: var(--soft); overflow-wrap: anywhere; }
h2 { margin: 0 0 1rem; font-size: 1.25rem; font-weight: 620; letter-spacing: -.01em; }
.tally { margin-left: .5rem; color: var(--soft); font-size: .9375rem; font-weight: 400; letter-spacing: 0; }
section { margin: 1.5rem 0; padding: 1.5rem; background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
code, pre { font-family: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace; font-size: .8125rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.overview { padding-top: 1rem; }
.road { display: block; width: 100%; height: auto; }
.road.narrow { display: none; }
.way { stroke: var(--edge); stroke-width: 4; stroke-dasharray: 2 9; stroke-linecap: round; }
.way.passed { stroke: var(--good); stroke-dasharray: none; }
.disc { fill: var(--card); stroke: var(--edge); stroke-width: 4; }
.done .disc { fill: var(--good); stroke: var(--good); }
.open .disc { stroke: var(--warm-wash); stroke-width: 6; }
.share { fill: none; stroke: var(--warm); stroke-width: 6; }
.unknown .disc { stroke: var(--calm); stroke-dasharray: 5 6; stroke-width: 2.5; }
.here { fill: none; stroke: var(--accent); stroke-width: 2; opacity: .55; }
.tick { fill: none; stroke: var(--card); stroke-width: 4.5; stroke-linecap: round; stroke-linejoin: round; }
.dash { stroke: var(--calm); stroke-width: 3; stroke-linecap: round; }
.road text { font-family: inherit; fill: var(--ink); }
.road .count { font-size: 18px; font-weight: 640; }
.open .count { fill: var(--warm); }
.unknown .count { fill: var(--soft); }
.road .name { font-size: 18px; font-weight: 620; }
.road .said { font-size: 14.5px; fill: var(--soft); }
.next { margin-top: 1rem; padding-top: 1.25rem; border-top: 1px solid var(--edge); }
.next h2 { margin: 0 0 .35rem; font-size: 1rem; }
.next p { margin: 0; max-width: 68ch; }
.next pre { margin: .75rem 0 0; }

.tiles { display: flex; flex-wrap: wrap; gap: 1px; margin: 1.5rem 0; background: var(--edge); border: 1px solid var(--edge); border-radius: .75rem; overflow: hidden; }
.tiles div { display: flex; flex: 1 1 8.5rem; flex-direction: column-reverse; justify-content: flex-end; padding: 1rem 1.25rem; background: var(--card); }
.tiles dt { color: var(--soft); font-size: .875rem; line-height: 1.35; }
.tiles dd { margin: 0 0 .15rem; font-size: 1.75rem; line-height: 1.2; font-weight: 600; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tiles .zero dd { color: var(--calm); font-weight: 400; }

table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
table + table { margin-top: 2.25rem; }
caption { padding: 0 0 .5rem; text-align: left; color: var(--soft); font-size: .9375rem; text-wrap: pretty; }
th { padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--edge); text-align: left; color: var(--soft); font-size: .8125rem; font-weight: 550; white-space: nowrap; vertical-align: bottom; }
th button { margin: 0; padding: 0; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
th button::after { content: '\\2195'; margin-left: .35em; opacity: .35; }
th[aria-sort=ascending] button::after { content: '\\2191'; opacity: 1; }
th[aria-sort=descending] button::after { content: '\\2193'; opacity: 1; }
td { padding: .65rem 1rem .65rem 0; border-bottom: 1px solid var(--edge); vertical-align: top; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child td { border-bottom: 0; }
td small { display: block; color: var(--soft); font-size: .8125rem; line-height: 1.45; }
td ul { margin: .35rem 0 0; padding-left: 1.1rem; }
@media (min-width: 52.01rem) { table:not(.findings) td:last-child { min-width: 7rem; } }
.line { color: var(--soft); }
.findings { table-layout: fixed; }
.findings th:nth-child(1) { width: 24%; }
.findings th:nth-child(3) { width: 6rem; }
.findings th:nth-child(4) { width: 5.5rem; }
summary { cursor: pointer; }
summary::marker { color: var(--calm); }
details > p { margin: .6rem 0; max-width: 74ch; color: var(--soft); }
.caption { color: var(--soft); font-size: .875rem; }
.severity { display: inline-block; width: .5rem; height: .5rem; margin: 0 .5rem .08rem .1rem; border-radius: 50%; background: var(--calm); }
.severity.error { background: var(--bad); }
.severity.warning { background: var(--warm); }
.badge { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; background: var(--code); color: var(--soft); font-size: .8125rem; white-space: nowrap; }
.badge.codemod, .badge.new, .badge.both, .badge.yes { background: var(--good-wash); color: var(--good); }
.badge.decision { background: var(--accent-wash); color: var(--accent); }
.badge.by-hand { background: var(--warm-wash); color: var(--warm); }
.badge.legacy, .badge.no { background: var(--bad-wash); color: var(--bad); }
pre { margin: .6rem 0; padding: .75rem 1rem; overflow-x: auto; background: var(--code); border: 1px solid var(--edge); border-radius: .5rem; line-height: 1.55; tab-size: 4; }
.row { display: block; padding: 0 1rem; margin: 0 -1rem; }
.row.hit { background: var(--hit); }
.number { display: inline-block; width: 4ch; margin-right: 1.25rem; text-align: right; color: var(--soft); user-select: none; }
.instead { border-left: 3px solid var(--good); }

.tools { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 0 0 1rem; }
.tools[hidden] { display: none; }
.tools label { display: grid; gap: .2rem; color: var(--soft); font-size: .8125rem; }
.tools input, .tools select { min-height: 2.25rem; padding: .3rem .6rem; border: 1px solid var(--edge); border-radius: .4rem; background: var(--page); color: var(--ink); font: inherit; font-size: .9375rem; }
.tools input { width: 18rem; max-width: 100%; }
.tools output { color: var(--soft); font-size: .875rem; padding-bottom: .45rem; }

.states { display: block; width: 100%; height: .875rem; border-radius: .4rem; overflow: hidden; }
.migrated { fill: var(--good); background: var(--good); }
.skipped { fill: var(--accent); background: var(--accent); }
.pending, .in_flight { fill: var(--edge); background: var(--edge); }
.unknown.key, rect.unknown { fill: var(--warm); background: var(--warm); }
.failed { fill: var(--bad); background: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: 1rem 0 0; }
.legend div { display: flex; gap: .5rem; align-items: baseline; }
.legend dt { color: var(--soft); }
.legend dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.key { display: inline-block; width: .65rem; height: .65rem; margin-right: .45rem; border-radius: .15rem; }
.alarm { margin: 0 0 1rem; padding: .75rem 1rem; border-radius: .5rem; background: var(--bad-wash); color: var(--bad); }
.bar { display: inline-block; width: 7rem; height: .5rem; margin-right: .75rem; border-radius: .25rem; overflow: hidden; vertical-align: middle; }
.bar rect { fill: var(--accent); }
.bar .legacy { fill: var(--bad); }
.plain { margin: 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
.plain li { padding: .35rem 0; }
.calm { margin: 0; color: var(--soft); }
footer { padding-top: 1rem; padding-bottom: 3rem; color: var(--soft); font-size: .875rem; }

@media screen and (max-width: 52rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  header { padding-top: 1.5rem; }
  h1 { font-size: 1.625rem; }
  section { padding: 1.125rem; margin: 1rem 0; }
  .tiles { margin: 1rem 0; }
  .tiles div { flex-basis: 40%; padding: .75rem 1rem; }
  table, caption, tbody, tr, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .75rem 0; border-bottom: 1px solid var(--edge); }
  tr[hidden] { display: none; }
  tbody tr:last-child { border-bottom: 0; padding-bottom: 0; }
  td { position: relative; min-height: 1.55rem; padding: .2rem 0 .2rem 7rem; border: 0; }
  td::before { content: attr(data-label); position: absolute; left: 0; width: 6.5rem; color: var(--soft); font-size: .8125rem; line-height: 1.9; }
  .tools input { width: 100%; }
  .tools label:first-child { flex: 1 0 100%; }
  .number { width: 3ch; margin-right: .75rem; }
}
@media screen and (max-width: 36rem) {
  .road.wide { display: none; }
  .road.narrow { display: block; max-width: 24rem; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --edge: #bbb; --code: #f6f6f6; --good: #14713f; --warm: #9a5200; --bad: #b3261e; --accent: #2450c8; --good-wash: #fff; --warm-wash: #ead9c4; --bad-wash: #fff; --accent-wash: #fff; --hit: #f3edd8; }
  body { font-size: 10pt; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  section { border: 0; padding: 0; margin: 1.25rem 0; }
  .tools, th button::after { display: none; }
  tr, pre, .tiles, .overview { break-inside: avoid; }
  pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
