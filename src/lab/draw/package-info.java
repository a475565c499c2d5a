/**
 * Runs to look at. From the {@link lab.sim.Event events} of a run come
 * <ul>
 * <li>{@link lab.draw.Picture}: a page with a space-time diagram, in which
 *     one steps forth and back,
 * <li>{@link lab.draw.TextDiagram}: the same for a terminal,
 * <li>{@link lab.draw.Slides}: a scenario as pictures to be projected,
 * <li>{@link lab.draw.Coverage}: how often each rule of Figure 2 fired.
 * </ul>
 *
 * <p><b>Reading order:</b> Recording, Untraced, Uneventful and CausalPast find
 * out what matters. PageWriter puts it into the JSON that PageData describes.
 * PageTemplate writes that into page.html, together with page.css and the
 * scripts, which are read like one file: run.js (how everything stood when),
 * diagram.js (nodes), labels.js (words in it), messages.js (arrows), panels.js
 * (logs and words), steps.js (a scenario's parts, keys). Rule and
 * RuleOccurrence are the table of the coverage.
 *
 * <p>All that comes from the data is text: the page puts it nowhere but into
 * text nodes, and its JSON holds no character that HTML would misread.
 */
package lab.draw;
