package lab.draw;

/**
 * How the page looks. The colours of terms are those of Okabe and Ito, made to
 * be told apart by the colour-blind; whatever has a colour has a shape, a
 * pattern or a number as well.
 */
final class PageStyle {
  static final String TEXT = """
      body { margin: 10px 20px; color: #222; background: #fff;
        font: 14px/1.35 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
      h1 { font-size: 16px; margin: 0 0 4px; }
      h1 small { font-size: 12px; font-weight: normal; }
      h2 { font-size: 14px; margin: 0 0 4px; }
      q { font-style: italic; font-weight: normal; color: #444; }
      q::before, q::after { content: none; }
      button { font: inherit; padding: 2px 9px; }
      :focus-visible { outline: 3px solid #0072b2; outline-offset: 1px; }
      .unseen { position: absolute; width: 1px; height: 1px;
        overflow: hidden; clip-path: inset(50%); }

      /* Terms. */
      .term-0 { --term: #bbb; --ink: #000; }
      .term-1 { --term: #56b4e9; --ink: #000; }
      .term-2 { --term: #e69f00; --ink: #000; }
      .term-3 { --term: #009e73; --ink: #000; }
      .term-4 { --term: #cc79a7; --ink: #000; }
      .term-5 { --term: #f0e442; --ink: #000; }
      .term-6 { --term: #0072b2; --ink: #fff; }

      /* The violation. */
      #violation { border-left: 6px solid #c03a00; background: #fdf1ec;
        padding: 5px 12px; margin-bottom: 6px; display: grid;
        grid-template-columns: 1fr auto; gap: 2px 24px; }
      #violation[hidden] { display: none; }
      #violation h2 { color: #a03000; font-size: 16px; grid-column: 1 / 3;
        margin: 0; }
      #violation .losses { grid-column: 2; grid-row: 2 / 4; }
      #violation q { margin-left: 10px; font-size: 14px; }
      #violation p { margin: 0; overflow-wrap: anywhere; }
      #violation .entry { display: inline-block; vertical-align: middle; }
      button.fact, .flag { background: #c03a00; fill: #c03a00; }
      button.fact { color: #fff; border: 0; border-radius: 50%;
        width: 20px; height: 20px; padding: 0; font-weight: bold; }
      .flag-number { fill: #fff; font: bold 13px sans-serif;
        text-anchor: middle; }
      .flagpole { stroke: #c03a00; stroke-width: 1.5;
        stroke-dasharray: 3 2; }
      .ring { fill: none; stroke: #c03a00; stroke-width: 3; }

      /* Steps. */
      #controls { display: flex; flex-wrap: wrap; gap: 4px 8px;
        align-items: center; }
      #controls button, #controls label { white-space: nowrap; }
      #slider { flex: 1; min-width: 130px; }
      #where { min-width: 84px; text-align: center; }

      #story { display: flex; gap: 12px; align-items: baseline;
        margin-top: 4px; }
      #story[hidden] { display: none; }
      #parts { flex: none; max-width: 45%; }
      #parts button { min-width: 30px; padding: 1px 6px; margin: 0 2px 2px 0; }
      #parts [aria-current] { background: #0072b2; color: #fff; }
      #part-text { flex: 1; margin: 0; min-height: 2.7em; }
      .part { cursor: pointer; }
      .part rect { fill: #eee; }
      .part.here rect { fill: #cfe0ec; }
      .part text { font-size: 11px; fill: #333; }

      /* The diagram. */
      figure { margin: 4px 0 0; }
      #picture > svg { display: block; width: 100%; height: auto;
        font: 10px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
      .name { font-size: 17px; font-weight: bold; }
      .summary { font-size: 11px; fill: #444; }
      .log-name { font-size: 12px; fill: #444; }
      .time { font-size: 10px; fill: #555; text-anchor: middle; }
      .cursor { fill: #e4ecf3; }
      .band { fill: var(--term); }
      .band.follower { fill-opacity: .3; }
      .band.candidate { stroke: #333; stroke-width: 1;
        stroke-dasharray: 4 2; }
      .band.leader { stroke: #222; stroke-width: 1.6; }
      text.leader { fill: var(--ink); font-size: 11px; font-weight: bold; }
      text.candidate { fill: #000; font-size: 11px; stroke: #fff;
        stroke-width: 2.5; paint-order: stroke; }
      text.follower { fill: #333; font-size: 10px; }
      .down { stroke: #888; stroke-width: 1.5; stroke-dasharray: 2 5; }
      .aside { opacity: .22; filter: grayscale(1); }

      .reach { fill: transparent; stroke: none; }
      .mark { cursor: pointer; }
      .mark circle { fill: #222; }
      .mark.here circle { stroke: #0072b2; stroke-width: 3; r: 5; }
      .mark.here .reach { stroke: #0072b2; stroke-width: 1.5; rx: 4; }
      .sign { font-size: 15px; text-anchor: middle; stroke: #fff;
        stroke-width: 2; paint-order: stroke; }
      .crash .sign, .power-loss .sign, .break .sign { font-size: 20px;
        fill: #c03a00; }
      .lose circle { fill: #fff; stroke: #888; }
      .force .sign { font-size: 9px; }
      .rule { text-anchor: middle; stroke: #fff;
        stroke-width: 3; paint-order: stroke; }
      .rule.short { font-weight: bold; }
      .rule.start { text-anchor: start; }
      .rule.end { text-anchor: end; }
      .rule.bad { fill: #a03000; }
      .speech { font-size: 9px; fill: #444; stroke: #fff; stroke-width: 2.5;
        paint-order: stroke; }
      .cut-line { stroke: #c03a00; stroke-width: 2; stroke-dasharray: 7 4; }
      .cut-text { fill: #a03000; font-weight: bold; font-size: 11px;
        text-anchor: middle; }

      /* Messages. */
      .message { --line: #0b4f7d; }
      .message.election { --line: #8a3f7a; }
      .message.refused { --line: #a03000; }
      .message .line { stroke: var(--line); stroke-width: 1.2; fill: none; }
      .message.request .line { stroke-width: 2.2; }
      .message.request.election .line { stroke-dasharray: 9 3; }
      .message.heartbeat .line { stroke-dasharray: 1.5 3; }
      .message.reply .line { stroke-dasharray: 4 2; }
      .message.open .line { stroke-opacity: .5; }
      .message .head { fill: var(--line); }
      .message .end { fill: #fff; stroke: var(--line); }
      .message .cross { stroke: #c03a00; stroke-width: 2.5; fill: none; }
      .message .reach { stroke: transparent; stroke-width: 9; }
      .message:hover .line { stroke-width: 3.5; }
      .verdict { fill: var(--line); font-size: 13px; font-weight: bold;
        text-anchor: middle; stroke: #fff; stroke-width: 3;
        paint-order: stroke; }
      .freight rect { fill: var(--term); stroke: #222; }
      .freight text { fill: var(--ink); font-weight: bold; font-size: 10px;
        text-anchor: middle; }

      #legend { display: flex; flex-wrap: wrap; gap: 0 14px; font-size: 11px;
        color: #444; border-bottom: 1px solid #ccc; padding-bottom: 4px; }
      #legend span { display: inline-flex; align-items: center; gap: 4px; }
      #legend .signs { white-space: pre; }

      /* Logs and words. */
      main { display: grid; grid-template-columns: 3fr 2fr; gap: 20px;
        margin-top: 6px; }
      table { border-collapse: collapse; }
      h2 small { font-weight: normal; color: #555; }
      th { font-weight: normal; font-size: 12px; }
      thead th { color: #555; }
      tbody th, thead th:first-child { text-align: left; width: 206px;
        white-space: nowrap; }
      tbody th b { font-size: 15px; }
      td { padding: 2px 1px 7px; min-width: var(--box); height: 31px;
        position: relative; }
      td.end { min-width: 5px; }
      thead td { padding: 0; height: 0; }
      td.next::before { content: "▲"; position: absolute; left: -5px;
        bottom: -1px; font-size: 9px; line-height: 9px; }
      td.match::after { content: "●"; position: absolute; left: 40%;
        bottom: -1px; font-size: 9px; line-height: 9px; }
      .known { display: block; font-size: 11px; color: #444; }
      .standing { font-size: 11px; }
      .chip { padding: 0 5px; border: 1px solid #444; background: var(--term);
        color: var(--ink); }
      .chip.follower { background: color-mix(in srgb, var(--term) 30%, #fff);
        color: #000; }
      .chip.candidate { border-style: dashed; }
      .chip.down { background: #fff; color: #555; }
      .is-down { opacity: .45; }
      .entry { display: block; box-sizing: border-box;
        width: var(--box, 54px);
        height: 30px; text-align: center; font-weight: bold; font-size: 14px;
        line-height: 14px; outline: 1px solid #333; outline-offset: -1px;
        position: relative; }
      .entry small { display: block; font-weight: normal; font-size: 9px;
        line-height: 10px; overflow: hidden; white-space: nowrap;
        text-overflow: ellipsis; }
      .entry.committed { background: var(--term); color: var(--ink);
        padding-top: 2px; }
      .entry.uncommitted { border: 3px solid var(--term); }
      .entry.unforced { outline-style: dashed; }
      .entry.lost { outline: 3px solid #c03a00; outline-offset: 0; }
      .entry.lost.missing { outline-style: dashed; color: #c03a00;
        padding-top: 3px; }
      #detail { border-left: 1px solid #ccc; padding-left: 14px;
        overflow-wrap: anywhere; }
      .number { color: #555; font-weight: normal; }
      p.line { margin: 4px 0; }
      p.line b { background: #222; color: #fff; padding: 0 5px; }
      p.line.bad b { background: #a03000; }
      p.line q { display: block; font-size: 13px; margin-left: 4px; }
      dl { margin: 6px 0; font-size: 12px; display: flex; flex-wrap: wrap;
        gap: 2px 14px; }
      dl div { display: flex; gap: 5px; }
      dl .entries { flex-basis: 100%; flex-direction: column; gap: 1px; }
      dt { color: #555; }
      dd { margin: 0; font-family: ui-monospace, monospace; }
      #list { margin-top: 8px; font-size: 12px; }
      #list [aria-current] { font-weight: bold; }
      #list ol { padding-left: 50px; }
      #hint { position: fixed; max-width: 460px; background: #fffef5;
        border: 1px solid #888; box-shadow: 2px 3px 8px #0004;
        padding: 6px 10px; font-size: 13px; pointer-events: none;
        overflow-wrap: anywhere; }

      @media screen and (max-width: 1150px) {
        main { grid-template-columns: 1fr; }
        #story { flex-direction: column; gap: 2px; }
        #parts { max-width: none; }
        #detail { border-left: 0; padding-left: 0; }
      }

      @media print {
        @page { size: A4 landscape; margin: 9mm; }
        body { margin: 0; zoom: .74; }
        * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        #controls, #parts, #hint, #list { display: none; }
        #picture > svg { max-height: 550px; }
        figure, main, table { break-inside: avoid; }
      }
      """;

  private PageStyle() {}
}
