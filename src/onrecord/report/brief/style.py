"""How a brief looks as a page: wide and narrow, by day and night, and on paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --quiet: #595959; --link: #1a4f8a;
  --line: #d5d5d5; --mark: #fdf0b5; --sans: system-ui, sans-serif; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --paper: #16181a; --quiet: #a9a9a9; --link: #8ab8ee; --line: #3c4043;
    --mark: #4d4314; }
}
* { box-sizing: border-box; }
body { max-width: 66rem; margin: 0 auto; padding: 1rem 1rem 4rem; overflow-wrap: anywhere;
  font: 1rem/1.5 Georgia, "Times New Roman", serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 1rem 0 .5rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.8rem 0 .8rem; padding-top: .7rem;
  border-top: 3px solid; }
h3 { font: 600 .95rem/1.4 var(--sans); margin: 1.6rem 0 .4rem; }
p, ul, ol, blockquote { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); }
:focus-visible { outline: 2px solid; outline-offset: 2px; }
mark { font-weight: bold; color: inherit; background: var(--mark); }
time { white-space: nowrap; }
blockquote { margin: .15rem 0; padding-inline-start: .8rem;
  border-inline-start: 3px solid var(--line); }
header p, .note, .by, .over, nav, caption, th, td { font: .875rem/1.5 var(--sans); }
header p, .note, blockquote { max-width: 44rem; }
header p, .note, .at, thead th { color: var(--quiet); }
header p + p { margin-top: .5rem; }
.note { margin-top: 1.1rem; }
nav { margin-top: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; }
.at { font: .8rem/1.5 var(--sans); }
.cite { font: .8rem/1.5 var(--sans); text-decoration: none; }
.at .cite { display: inline-block; max-width: 100%; margin-right: .3rem; }
.cite:hover, .cite:focus { text-decoration: underline; }
.day + .day { margin-top: 1.6rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
.day h3 { margin-top: 0; font-size: 1.05rem; }
.said, .told { margin-top: 1.1rem; }
.said:first-child, .told:first-child { margin-top: 0; }
.told > ul { margin: .3rem 0 0 1.2rem; font: .875rem/1.5 var(--sans); }
.told .told { margin-top: .25rem; }
.pair { margin-top: 1.4rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
.pair:first-child { padding-top: 0; border-top: 0; }
.pair > ul { margin: .8rem 0 0 1.2rem; }
.over { margin-top: .5rem; color: var(--quiet); }
table { width: 100%; table-layout: fixed; margin: 1.2rem 0 2rem; border-collapse: collapse; }
caption { padding-bottom: .4rem; text-align: left; font-size: .95rem; }
th, td { padding: .5rem .8rem 0 0; text-align: left; vertical-align: top; }
thead th { padding-bottom: .5rem; font-weight: 600; }
tbody { border-top: 1px solid var(--line); }
tbody th { font-weight: normal; }
tbody td.at { padding: .15rem 0 .5rem; }
.numbered th:first-child { width: 2.2rem; padding-right: 0; }
#documents li { margin-bottom: .9rem; break-inside: avoid; }
#documents li:target { outline: .4rem solid var(--mark); background: var(--mark); }
#documents li:target * { color: inherit; }
@media (min-width: 56rem) {
  .day { display: grid; grid-template-columns: 8rem minmax(0, 1fr); }
  .day h3 { margin: 0; }
  .pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2.5rem; }
  .pair > div { position: sticky; top: 1rem; align-self: start; }
  .pair > ul { margin: 0; }
  #documents ol { columns: 2; column-gap: 2.5rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  a { color: inherit; text-decoration: none; }
  h2, h3, caption, .by { break-after: avoid; }
  .said, table, tbody { break-inside: avoid; }
  #documents li:target { outline: 0; background: none; }
}
"""
