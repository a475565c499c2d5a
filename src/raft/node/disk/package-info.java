/**
 * What a node keeps on disk, and the thread that writes it. {@link
 * raft.node.disk.FileStorage} is the way in: the server appends through it, and
 * is told which position has become durable.
 *
 * <pre>
 *  FileStorage        raft.Storage in a data directory; the thread n1 disk
 *    WriteBuffer        what was appended and is not durable yet
 *    DataDirectory      which files there are, and whose they are
 *      DirectoryLock      one process at a time
 *      Identity           identity.json
 *    TermAndVoteFile    term-and-vote.json
 *    LogFiles           the log files in a row; when which of them goes
 *      LogFile            log.jsonl, log-101.jsonl, written
 *    SnapshotFiles      raft.SnapshotStore: snapshot-100.jsonl, whole
 *      SnapshotWriter     its lines, written through a bounded buffer
 *        RoomForLog         what a snapshot leaves free on the disk
 *      SnapshotReader     its lines, each verified
 *      IncomingSnapshot   one that comes from a leader, until it is whole
 *    SavedLog           what a start finds: the newest snapshot, the log after
 *      LogJoiner          which entries are still the log, after a crash too
 *      LogReader          one log file, read; what a damaged line means
 *        LaterBatch         whether something was written after that line
 *    FileNames          which file is for which indexes
 *    Line               one line with its checksum; Line.Reader, Line.Writer
 *    Disk               open, write, force, move, link, delete: what can fail
 * </pre>
 * Calls run from the top down. This package imports {@code raft}, {@code
 * raft.json}, {@code raft.text}, and nothing else of the project; {@code raft
 * log} and the checks of the laboratory read a directory through {@code
 * DataDirectory.inspect}, without a lock.
 *
 * <h2>The format</h2>
 * A data directory has four files from the first start on. A file that is
 * missing later was lost. With a snapshot, two others take the log's place.
 * <pre>
 * identity.json
 *   {"format":2,"cluster":"three-nodes","node":"n1",
 *    "nodes":["n1","n2","n3"],"application":"key-value"}
 * term-and-vote.json    replaced as a whole
 *   {"currentTerm":5,"votedFor":"n1","checksum":123}
 * log.jsonl             grows, but for a torn tail that is cut at a start; zeros
 *                       may follow the lines, as room for the next ones
 *   {"forced":0,"checksum":646373188}
 *   {"forced":34,"checksum":388245786}
 *   {"index":1,"term":1,"batch":34,"no-op":true,"checksum":250553375}
 *   {"forced":135,"checksum":432430794}
 * lock                  the id of the process that holds it
 * snapshot-100.jsonl    never changes; the state's lines are the application's
 *   {"lastIncludedIndex":100,"lastIncludedTerm":3,
 *    "configuration":"n1 n2 n3","begun":"2026-11-27T09:00:00Z","checksum":1}
 *   {"key":"x","value":"1","checksum":2}
 *   {"lines":1,"of":4,"checksum":3}
 * log-101.jsonl         as log.jsonl, from entry 101 on
 * </pre>
 * Every line ends in the CRC32C of its bytes before the comma, except in
 * identity.json and lock. A line of the log with an index that exists replaces
 * the entry there and all that follow. What is written together and forced once
 * is a batch: its first line says up to which offset the file had been forced
 * before, which is the offset of that line, and each entry repeats it. {@code
 * LogReader} says what that is good for; lab-notes/06-what-is-on-disk.md shows
 * it.
 *
 * <h2>A snapshot, and the log after it</h2>
 * When a snapshot of entries 1..100 is begun, log-101.jsonl is begun with the
 * entries that follow again. The older files go when snapshot-100.jsonl has its
 * name, durably, and not before. So whatever a crash leaves, it is the old
 * snapshot with all log files after it, or the new one with log-101.jsonl. A
 * start takes the newest snapshot, reads from the last log file on that begins
 * at the entry after it or before that, and deletes the others. A file that is
 * not the last was forced when the next was begun: damage in it is no tear.
 *
 * <p>One loss goes unnoticed: the newest log file while an older one is still
 * there, as after a file that ends sooner than it did, or in zeros.
 *
 * <p><b>Reading order:</b> FileStorage, WriteBuffer, LogFile, LogReader,
 * TermAndVoteFile, Disk; then LogFiles, SnapshotFiles, SavedLog, LogJoiner.
 */
package raft.node.disk;
