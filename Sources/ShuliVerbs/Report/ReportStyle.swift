import Shuli

/// The style sheet of the report and its one script.
enum ReportStyle {
    /// Shows English to those whose browser does not ask for Chinese first.
    static let browserLanguage: StaticString = """
        if (!/^zh\\b/i.test(navigator.language || "")) {
          document.getElementById("in-en").checked = true;
          document.documentElement.lang = "en";
        }

        """

    static let sheet: StaticString = """
        :root {
          --page: #f7f6f3; --card: #ffffff; --ink: #22252b; --soft: #666c76; --line: #e3e1db;
          --kept: #2f7d6b; --gone: #c8643c; --gone-page: #fbf0ea; --track: #ecebe6; --accent: #2f7d6b;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #15171a; --card: #1d2024; --ink: #e4e4e1; --soft: #9aa0a9; --line: #31353b;
            --kept: #55b39c; --gone: #e08a62; --gone-page: #2b211c; --track: #2a2d32; --accent: #55b39c;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--page); color: var(--ink);
          font: 15px/1.65 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
            "Noto Sans SC", sans-serif;
        }
        html:has(#in-en:checked) .zh, html:has(#in-zh:checked) .en { display: none; }
        main { max-width: 1080px; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
        .switch { position: absolute; top: 1rem; right: 1.25rem; display: flex; border: 1px solid var(--line);
          border-radius: 999px; background: var(--card); font-size: 13px; overflow: hidden; }
        .switch input { position: absolute; opacity: 0; pointer-events: none; }
        .switch label { padding: .2rem .85rem; cursor: pointer; color: var(--soft); }
        .switch input:checked + label { background: var(--accent); color: var(--card); }
        .switch input:focus-visible + label { outline: 2px solid var(--ink); outline-offset: -3px; border-radius: 999px; }
        h1 { font-size: 1.75rem; line-height: 1.3; margin: 0; letter-spacing: .01em; }
        h2 { font-size: 1.15rem; margin: 0 0 1rem; }
        h3 { font-size: 1rem; margin: 0; font-weight: 600; }
        code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
        code { font-size: .85em; color: var(--soft); overflow-wrap: anywhere; }
        .inputs { margin: .35rem 0 1.75rem; color: var(--soft); }
        .lead, .none { color: var(--soft); margin: -.5rem 0 1rem; }
        section { margin-top: 2.75rem; }

        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: .75rem; margin: 0; }
        .figure { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1.1rem; }
        .figure dt { color: var(--soft); font-size: 13px; }
        .figure dd { margin: 0; }
        .figure strong { display: block; font-size: 1.55rem; line-height: 1.35; font-weight: 600;
          font-variant-numeric: tabular-nums; }
        .figure small { color: var(--soft); }
        .is-kept strong { color: var(--kept); }
        .is-gone strong { color: var(--gone); }

        .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: -.5rem 0 .75rem; color: var(--soft);
          font-size: 13px; }
        .key::before { content: ""; display: inline-block; width: .75em; height: .75em; border-radius: 2px;
          margin-inline-end: .45em; background: var(--kept); }
        .key.is-gone::before { background: var(--gone); }

        .scroll { overflow-x: auto; }
        .bars { width: 100%; border-collapse: collapse; }
        .bars th, .bars td { padding: .3rem .9rem .3rem 0; text-align: start; font-weight: 400; white-space: nowrap; }
        .bars thead th { color: var(--soft); font-size: 13px; }
        .bars .n { text-align: end; padding-inline: .4rem; font-variant-numeric: tabular-nums; }
        .bars thead .n { text-align: end; }
        .bars .bar { width: 99%; min-width: 90px; }
        .bars .step { color: var(--soft); }
        .meter { display: block; width: 100%; height: 12px; border-radius: 3px; overflow: hidden; }
        .track { fill: var(--track); }
        .kept { fill: var(--kept); }
        .gone { fill: var(--gone); }

        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: .75rem; }
        figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
          padding: .9rem 1.1rem 1rem; min-width: 0; }
        figcaption { font-weight: 600; margin-bottom: .5rem; }
        .plot { display: block; width: 100%; height: auto; }
        .plot .grid { fill: var(--line); }
        .plot .tick { fill: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums; }
        .plot .end { text-anchor: end; }

        .document { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin-bottom: .6rem; }
        .document > summary { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; cursor: pointer;
          position: relative; padding: .65rem 1.1rem .65rem 2.2rem; list-style: none; }
        .document > summary::-webkit-details-marker { display: none; }
        .document > summary::before { content: "▸"; position: absolute; left: 1.1rem; color: var(--soft);
          transition: transform .15s; }
        .document[open] > summary::before { transform: rotate(90deg); }
        .document > summary small { margin-inline-start: auto; color: var(--soft); white-space: nowrap; }
        .name { min-width: 0; overflow-wrap: anywhere; font-weight: 600; }
        .name .id { font-weight: 400; }
        .rule { display: inline-block; font-size: 12px; line-height: 1.5; padding: 0 .5em; border-radius: 4px;
          color: var(--gone); border: 1px solid currentColor; white-space: nowrap; }
        .rule.is-kept { color: var(--kept); }

        .lines { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); border-top: 1px solid var(--line); }
        .lines .text { grid-column: 1; padding: .6rem 1.1rem; }
        .lines .text p { margin: 0 0 .45rem; overflow-wrap: anywhere; }
        .lines .text p:last-child { margin: 0; }
        .lines .cut { grid-column: 1; padding: .35rem 1.1rem; color: var(--gone); font-size: 13px; display: flex;
          align-items: center; gap: .75rem; }
        .lines .cut::after { content: ""; flex: 1; border-top: 1px dashed var(--gone); opacity: .55; }
        .removed { grid-column: 2; margin: 0; padding: .5rem 1.1rem .5rem .9rem; list-style: none; font-size: 13.5px;
          background: var(--gone-page); border-inline-start: 3px solid var(--gone); max-height: 22rem; overflow-y: auto; }
        .removed li { margin-bottom: .3rem; overflow-wrap: anywhere; }
        .removed del { color: var(--soft); text-decoration-color: var(--gone); text-decoration-thickness: 1px; }
        .lines .more { grid-column: 1 / -1; }
        .more { padding: .3rem 1.1rem .8rem; margin: 0; color: var(--soft); }

        .document article { padding: .8rem 1.1rem; border-top: 1px solid var(--line); }
        .reason { margin: .1rem 0 .4rem; color: var(--gone); font-size: 13.5px; }
        blockquote { margin: 0; padding-inline-start: .9rem; border-inline-start: 3px solid var(--line);
          color: var(--soft); white-space: pre-line; overflow-wrap: anywhere; max-height: 14rem; overflow-y: auto; }

        .cluster > summary .meter { width: 140px; height: 8px; align-self: center; margin-inline-start: auto; }
        .cluster > summary small { margin-inline-start: 0; min-width: 6em; text-align: end; }
        .members { margin: 0; padding: .7rem 1.1rem .7rem 1.1rem; list-style: none; border-top: 1px solid var(--line); }
        .members li { padding: .15rem 0; }
        .members .name { font-weight: 400; }
        .members .rule { min-width: 6em; text-align: center; }

        footer { margin-top: 3rem; color: var(--soft); font-size: 13px; }
        footer summary { cursor: pointer; }
        pre { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; overflow-x: auto;
          color: var(--ink); }

        @media (max-width: 640px) {
          main { padding: 3.75rem 1rem 3rem; }
          .figures { grid-template-columns: repeat(2, 1fr); }
          .lines { grid-template-columns: minmax(0, 1fr); }
          .lines .cut { padding-bottom: 0; }
          .removed { grid-column: 1; margin: .35rem 1.1rem; border-radius: 0 6px 6px 0; max-height: 14rem; }
          .bars th, .bars td { padding-inline-end: .5rem; }
          .bars .bar { min-width: 60px; }
          .bars .id { display: none; }
          .cluster > summary .meter { width: 70px; }
        }
        @media print {
          .switch { display: none; }
          body { background: none; }
        }

        """
}
