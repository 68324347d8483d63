/** The style of the API's page, in the colours and measures of the web client (web/tokens.css). */
export const apiPageStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(oklch(97.2% 0.008 85), oklch(19.5% 0.008 75));
  --shade: light-dark(oklch(94.6% 0.01 85), oklch(22.5% 0.009 75));
  --sheet: light-dark(oklch(99.2% 0.004 85), oklch(26% 0.01 75));
  --line: light-dark(oklch(89.5% 0.012 85), oklch(33% 0.012 75));
  --ink: light-dark(oklch(24% 0.012 75), oklch(93% 0.01 85));
  --soft-ink: light-dark(oklch(46% 0.014 75), oklch(72% 0.014 85));
  --accent: light-dark(oklch(47% 0.085 195), oklch(77% 0.095 190));
  --danger: light-dark(oklch(50% 0.18 27), oklch(70% 0.15 25));
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', 'DejaVu Sans Mono', monospace;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body {
  margin: 0;
  display: grid;
  grid-template-columns: 264px minmax(0, 1fr);
  background: var(--paper);
  color: var(--ink);
  font: 15.5px/1.45 'Atkinson Hyperlegible Next Variable', system-ui, sans-serif;
}
nav {
  position: sticky;
  top: 0;
  height: 100dvh;
  overflow: auto;
  padding: 16px 20px;
  background: var(--shade);
  border-right: 1px solid var(--line);
  font-size: 13.5px;
}
nav h2 { margin: 16px 0 4px; font-size: 13px; color: var(--soft-ink); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: 4px 0; color: var(--ink); text-decoration: none; }
nav a:hover { text-decoration: underline; }
main { padding: 24px 32px 96px; max-width: 880px; }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.2; }
main h2 { margin: 40px 0 12px; font-size: 20px; }
h3 { margin: 0; font-size: 16.5px; }
p { margin: 4px 0; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
.note { color: var(--soft-ink); font-size: 13px; }
.operation {
  margin: 0 0 16px;
  padding: 16px 20px;
  background: var(--sheet);
  border: 1px solid var(--line);
  border-radius: 10px;
}
.operation:target { border-color: var(--accent); }
.operation h2 { margin-top: 0; }
.place { overflow-wrap: anywhere; }
.place b { color: var(--accent); font: 600 13px var(--mono); }
.place b.delete { color: var(--danger); }
code, pre { font-family: var(--mono); font-size: 13px; }
pre { margin: 8px 0 4px; padding: 12px; overflow: auto; background: var(--paper); border-radius: 6px; }
.answer { margin: 8px 0 0; }
.answer.failure { color: var(--soft-ink); padding-left: 18px; }
summary { cursor: pointer; }
table { width: 100%; margin: 12px 0 4px; border-collapse: collapse; font-size: 13.5px; }
caption { text-align: left; font-weight: 600; padding-bottom: 4px; }
th, td { padding: 6px 12px 6px 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
th { font-weight: 400; color: var(--soft-ink); }
td { overflow-wrap: anywhere; }
@media (max-width: 720px) {
  body { display: block; }
  nav { position: static; height: auto; border: 0; border-bottom: 1px solid var(--line); }
  nav a { padding: 8px 0; }
  main { padding: 16px 16px 64px; }
}
`
