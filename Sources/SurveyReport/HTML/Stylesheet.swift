/// The style sheet of the page.
///
/// One accent colour; text has a contrast of at least 4.5 in the light and in the dark setting;
/// withheld cells are hatched besides their marker, and callouts carry their kind as a word.
enum Stylesheet {
  static let page = Markup(
    verbatim: """
      :root {
        color-scheme: light dark;
        --paper: #fff; --ink: #1c2630; --muted: #55606b; --rule: #d5dbe0; --strong-rule: #8b96a1;
        --zebra: #f5f7f9; --accent: #0b5a78; --hatch: #dfe4e8; --caution: #7a4b00;
        --warning: #a3221b;
      }
      @media screen and (prefers-color-scheme: dark) {
        :root {
          --paper: #14191e; --ink: #e5eaee; --muted: #a5b0ba; --rule: #323b44;
          --strong-rule: #6d7a86; --zebra: #1a2127; --accent: #6fc3e2; --hatch: #2b343c;
          --caution: #e9b765; --warning: #ff9a90;
        }
      }
      * { box-sizing: border-box; }
      body {
        margin: 0; background: var(--paper); color: var(--ink);
        font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
          "DejaVu Sans", Arial, sans-serif;
        overflow-wrap: break-word;
      }
      main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
      h1, h2, h3, h4 { line-height: 1.5; font-weight: 650; text-wrap: balance; }
      h1 { font-size: 1.9rem; margin: 0; }
      h2 {
        font-size: 1.4rem; margin: 3.5rem 0 1rem; padding-top: .75rem;
        border-top: 2px solid var(--accent);
      }
      h3 { font-size: 1.125rem; margin: 2.25rem 0 .5rem; }
      h4 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
      p { margin: 0 0 1rem; max-width: 42rem; }
      a { color: var(--accent); }
      :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
      .subtitle { font-size: 1.125rem; color: var(--muted); margin: .25rem 0 0; }
      .facts {
        display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 1.5rem 0 0; padding: 1rem 0 0;
        border-top: 1px solid var(--rule);
      }
      .facts dt { font-size: .8125rem; color: var(--muted); }
      .facts dd { margin: 0; }
      nav { margin: 2rem 0 0; }
      nav ol { margin: 0; padding-left: 1.5rem; columns: 18rem; column-gap: 2.5rem; }
      .nav-title, .notes-title { font-weight: 650; margin: 0 0 .25rem; }
      .figures {
        list-style: none; margin: 1.5rem 0 1rem; padding: 0; display: grid; gap: 1rem;
        grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
      }
      .figure { border-top: 3px solid var(--accent); background: var(--zebra); padding: 1rem; }
      .figure p { margin: 0; }
      .figure-label { font-size: .9375rem; }
      .figure-value {
        font-size: 2.25rem; line-height: 1.5; font-weight: 650; font-variant-numeric: tabular-nums;
      }
      .unit { font-size: 1.25rem; font-weight: 400; color: var(--muted); }
      .figure-interval { font-size: .9375rem; font-variant-numeric: tabular-nums; }
      .figure-note, .legend, .table-note { font-size: .875rem; color: var(--muted); }
      .legend, .table-note { margin: .375rem 0 0; }
      .table, .chart { margin: 1.75rem 0 2.25rem; }
      .scroll { overflow-x: auto; }
      .long { max-height: 85vh; overflow: auto; border-bottom: 1px solid var(--strong-rule); }
      table {
        border-collapse: separate; border-spacing: 0; min-width: 100%;
        font-size: .9375rem; line-height: 1.5; font-variant-numeric: tabular-nums;
      }
      caption, figcaption {
        text-align: left; font-weight: 650; line-height: 1.5; padding: 0 0 .5rem;
      }
      th, td { padding: .375rem .75rem; vertical-align: top; border-bottom: 1px solid var(--rule); }
      th { font-weight: 400; }
      thead th {
        position: sticky; top: 0; z-index: 1; background: var(--paper); font-weight: 650;
        vertical-align: bottom; border-bottom: 2px solid var(--strong-rule);
      }
      tbody tr:nth-child(even) > * { background: var(--zebra); }
      .strong > * { font-weight: 650; }
      .text { text-align: left; min-width: 7rem; }
      .number { text-align: right; }
      td.number { white-space: nowrap; }
      .name { min-width: 13rem; max-width: 28rem; }
      .level-1 > .name { padding-left: 2rem; }
      .level-2 > .name { padding-left: 3.25rem; }
      .level-3 > .name { padding-left: 4.5rem; }
      .level-4 > .name { padding-left: 5.75rem; }
      tbody tr > td.withheld, .figure.withheld {
        color: var(--muted);
        background: repeating-linear-gradient(
          135deg, var(--paper) 0 5px, var(--hatch) 5px 6px);
      }
      .chart { padding: 0; margin-left: 0; margin-right: 0; }
      svg { display: block; width: 100%; min-width: 40rem; height: auto; color: var(--ink); }
      svg + svg { margin-top: 1rem; }
      svg .grid { stroke: var(--rule); }
      svg .axis, svg .note, svg .missing { fill: var(--muted); }
      svg .mark { fill: var(--accent); }
      svg .whisker { stroke: var(--accent); }
      svg .reference { stroke: var(--ink); }
      details { margin-top: .75rem; }
      summary { cursor: pointer; color: var(--accent); font-size: .9375rem; }
      details .table { margin: .75rem 0 0; }
      .callout {
        border-left: 4px solid var(--accent); padding: .25rem 0 .25rem 1rem; margin: 1.5rem 0;
      }
      .callout p { margin: 0; }
      .callout strong { color: var(--accent); margin-right: .25rem; }
      .caution { border-color: var(--caution); }
      .caution strong { color: var(--caution); }
      .warning { border-color: var(--warning); }
      .warning strong { color: var(--warning); }
      .notes { margin: 2.5rem 0; font-size: .9375rem; }
      .notes ol { margin: 0; padding-left: 1.5rem; max-width: 42rem; }
      @media (max-width: 40rem) {
        main { padding: 1.5rem 1rem 3rem; }
        h1 { font-size: 1.5rem; }
        th, td { padding: .375rem .5rem; }
        .name { min-width: 9rem; }
        svg { min-width: 36rem; }
        .level-1 > .name { padding-left: 1.25rem; }
        .level-2 > .name { padding-left: 2rem; }
        .level-3 > .name { padding-left: 2.75rem; }
        .level-4 > .name { padding-left: 3.5rem; }
      }
      @page { size: A4; margin: 18mm 15mm; }
      @media print {
        html { font-size: 9.5pt; }
        main { max-width: none; padding: 0; }
        .scroll, .long { overflow: visible; max-height: none; border: 0; }
        thead { display: table-header-group; }
        thead th { position: static; }
        tr, svg, .figure, .callout, figcaption, caption { break-inside: avoid; }
        h1, h2, h3, h4, caption, figcaption { break-after: avoid; }
        .legend { break-before: avoid; }
        details, nav { display: none; }
        table { font-size: 8.5pt; }
        th, td { padding: 1.5pt 5pt; }
        h2 { margin-top: 2.5rem; }
        .figures { grid-template-columns: repeat(4, 1fr); }
        .name { min-width: 0; }
        svg { min-width: 0; }
        a { color: inherit; text-decoration: none; }
        .figure, .withheld, tbody tr > * { print-color-adjust: exact; }
      }

      """)
}
