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
 * PageWriter puts it into the JSON that PageData describes. The page is put
 * together from text: PageHtml, PageStyle, and its script, which is read like
 * one file: RunScript (how everything stood when), DiagramScript (nodes),
 * LabelScript (words in it), MessageScript (arrows), PanelScript (logs and
 * words), PartScript (a scenario's parts, saving), StepScript (keys).
 * Rule and Firing are the table behind the coverage.
 *
 * <p>Whatever comes from the data is text: the page puts it nowhere but into
 * text nodes, and its JSON holds no character that HTML would misread.
 */
package lab.draw;
