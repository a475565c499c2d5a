package lab.draw;

/** The page itself: what it holds before its script fills it. */
final class PageHtml {

  /** To be formatted with the name of the run, what else there is to say
   * of it, the style, the data and the script. */
  static final String TEXT = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none';
        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <title>%1$s</title>
      <style>
      %3$s</style>
      </head>
      <body>
      <header>
        <h1>%1$s <small>%2$s</small></h1>
        <noscript>The script in this page draws the picture; it asks nothing of
          any other place. Without it, see the same as text in a terminal.
        </noscript>
        <section id="violation" hidden aria-labelledby="promise"></section>
      </header>
      <div id="controls" role="toolbar" aria-label="Steps">
        <button id="first" title="Home">first</button>
        <button id="back" title="Arrow left">&larr; back</button>
        <input id="slider" type="range" min="0" step="1"
          aria-label="Event to look at">
        <button id="forth" title="Arrow right">forth &rarr;</button>
        <button id="last" title="End">last</button>
        <output id="where"></output>
        <label><input id="quiet" type="checkbox">
          quiet events too <span id="hush"></span></label>
        <button id="save" title="The picture, as it is in view">save
          as SVG</button>
      </div>
      <section id="story" hidden aria-label="The scenario, step by step">
        <nav id="parts" aria-label="Its steps"></nav>
        <p id="part-text" aria-live="polite"></p>
      </section>
      <figure>
        <div id="picture"></div>
        <figcaption id="legend"></figcaption>
      </figure>
      <main>
        <section id="logs" aria-label="Servers and logs at this event"></section>
        <section id="detail" aria-live="polite" aria-label="This event"></section>
      </main>
      <details id="list">
        <summary>The events in view, as text</summary>
        <ol></ol>
      </details>
      <div id="hint" hidden></div>
      <script id="run" type="application/json">%4$s</script>
      <script>
      %5$s</script>
      </body>
      </html>
      """;

  private PageHtml() {}
}
