/**
 * Runs to look at. Whoever recorded one ({@link lab.sim.Event}) gets
 * <ul>
 * <li>{@link lab.draw.Picture}: a page with a space-time diagram, in which
 *     one walks to and fro,
 * <li>{@link lab.draw.TextDiagram}: the same for a terminal,
 * <li>{@link lab.draw.Coverage}: how often each rule of Figure 2 fired.
 * </ul>
 *
 * <p><b>Reading order:</b> Recording, Untraced, Quiet and Past find out what matters.
 * PageWriter puts it into the JSON that PageData describes. Page writes that into
 * page.html, together with page.css and the scripts, which are read like one
 * file: run.js (how everything stood when), diagram.js (nodes), labels.js (words
 * in it), messages.js (arrows), panels.js (logs and words), steps.js (a
 * scenario's parts, keys).
 * Rule and RuleOccurrence are the table behind the coverage.
 *
 * <p>Whatever comes from the data is text: the page puts it nowhere but into
 * text nodes, and its JSON holds no character that HTML would misread.
 */
package lab.draw;
