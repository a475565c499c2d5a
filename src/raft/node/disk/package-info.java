/**
 * What a node keeps on disk, and the thread that writes it. {@link
 * raft.node.disk.FileStorage} is the door: the server appends through it, and
 * is told which position has become durable.
 *
 * <pre>
 *  FileStorage        raft.Storage in a data directory; the thread n1 disk
 *    WriteBuffer        what was appended and is not durable yet
 *    DataDirectory      which files there are, and whose they are
 *      DirectoryLock      one process at a time
 *      Identity           identity.json
 *    TermAndVoteFile    term-and-vote.json
 *    LogFile            log.jsonl, written
 *      LogReader          log.jsonl, read; what a damaged line means
 *        LaterBatch         whether something was written after that line
 *    Line               one line with its checksum; Line.Reader, Line.Writer
 *    Disk               write, force, move, link, delete: all that can fail
 * </pre>
 * Calls run from the top down. This room imports {@code raft}, {@code
 * raft.json}, {@code raft.text}, and nothing else of the project; {@code raft
 * log} and the checks of the laboratory read a directory through {@code
 * DataDirectory.inspect}, without a lock.
 *
 * <h2>The format</h2>
 * A data directory has four files, all of which are there from the first start
 * on. A file that is missing later was lost.
 * <pre>
 * identity.json
 *   {"format":2,"cluster":"three-nodes","node":"n1",
 *    "nodes":["n1","n2","n3"],"application":"key-value"}
 * term-and-vote.json    replaced as a whole
 *   {"currentTerm":5,"votedFor":"n1","checksum":123}
 * log.jsonl             only grows, except for a torn tail cut at a start
 *   {"forced":0,"checksum":646373188}
 *   {"forced":34,"checksum":388245786}
 *   {"index":1,"term":1,"batch":34,"no-op":true,"checksum":250553375}
 *   {"forced":135,"checksum":432430794}
 * lock                  the id of the process that holds it
 * </pre>
 * Every line of the two that change ends in the CRC32C of its bytes before the
 * comma. A line of the log with an index that exists replaces the entry there
 * and all that follow. What is written together and forced once is a batch: its
 * first line says up to which offset the file had been forced before, which is
 * the offset of that line, and each entry repeats it. {@code LogReader} says
 * what that is good for; lab-notes/03-what-is-on-disk.md shows it.
 *
 * <p><b>Reading order:</b> FileStorage, WriteBuffer, LogFile, LogReader,
 * TermAndVoteFile, Disk.
 */
package raft.node.disk;
