package raft.kv;

import com.google.gson.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import raft.Command;
import raft.StateMachine;
import raft.json.Fields;

/**
 * Makes an application exactly-once. "As described so far Raft can execute a
 * command multiple times: for example, if the leader crashes after committing
 * the log entry but before responding to the client, the client will retry the
 * command with a new leader, causing it to be executed a second time. The
 * solution is for clients to assign unique serial numbers to every command."
 * (§8)
 *
 * <p>A command is {@code {"client":"client-1001","serial":4,"op":...}}; the
 * application sees it without client and serial. Compared with the last serial
 * of that client, its own is
 * <pre>
 *   higher               executed; the answer is remembered. Gaps are allowed
 *   the same             the same command: the first answer, again
 *                        another command: {"status":"misuse","why":...}
 *   lower                {"status":"gone","why":...}: a later one came first,
 *                        so one who still asks cannot learn what became of it
 * </pre>
 *
 * <p><b>Which answers are kept.</b> The memory for answers is bounded, in
 * bytes, and the log alone decides which are kept, so all servers keep the
 * same ones:
 * <ul>
 * <li>The answer of a read is not kept: a repeated read is executed again.
 *     Exactly-once is a promise about effects, and a read has none. It stays
 *     linearizable: the client takes one answer only, and whichever that is, it
 *     was true at a moment between the client's first sending and its hearing
 *     of it. Two copies of a read may be answered differently, so a client
 *     must not take both. A lower serial is gone for reads too.
 * <li>A short answer is kept until the client's next command.
 * <li>Long answers of all clients share {@link LongAnswers#MOST_BYTES}; the
 *     oldest are dropped first. A command whose answer was dropped is still
 *     not executed again: it is answered gone, and the reason says that it was
 *     executed.
 * </ul>
 *
 * <p><b>Names.</b> {@code {"op":"register"}} opens a session under a new number
 * and answers {@code {"status":"ok","client":"client-1001"}}. It bears no
 * serial: if its answer is lost, register again; the session that no client
 * knows of will expire. Any other name opens its session when it is first used.
 * A command of a session that has expired is answered gone and not executed,
 * for it may have been executed before. See {@link SessionTable} for which
 * session expires when, and how a name that expired is known by its serial;
 * {@link SessionList} for {@code {"op":"clients"}}, which lists them all.
 *
 * <p><b>One at a time.</b> A client asks for the next when it was answered. One
 * that sends serial 5 before it heard of 4 takes a risk: should 5 come first in
 * the log, then 4 is gone, and executed no more. Over one connection to one
 * leader that does not happen, since a node takes a connection's commands one
 * after the other; but when 4 must be sent again, it may. Who wants several
 * commands under way takes a session for each. (The thesis, 6.3, has another
 * way: each command also says which answers its client has, and the others are
 * kept.)
 */
public final class Sessions implements StateMachine {

  /** A session expires when this many others of its kind were used after it. */
  public static final int MOST_OF_A_KIND = SessionTable.MOST_OF_A_KIND;

  private final StateMachine application;
  private final List<String> reads;
  private SessionTable table = new SessionTable();

  /**
   * Sessions for an application.
   *
   * @param application hears of each command at most once, except for reads
   * @param reads       each value of "op" with which a command changes nothing,
   *                    whatever the state; the same on all servers. None is
   *                    always right, and costs memory for the answers
   */
  public Sessions(StateMachine application, String... reads) {
    this.application = Objects.requireNonNull(application);
    this.reads =
        Stream.concat(Stream.of(reads), Stream.of("clients")).toList();
  }

  /**
   * Reads client and serial, and has the application read the rest.
   *
   * @throws IllegalArgumentException names the field that is wrong
   */
  @Override public Command read(String text) {
    return Envelope.read(text, reads, part -> readPart(text, part));
  }

  private Command readPart(String text, Fields part) {
    if (SessionList.isMeant(part)) return SessionList.read(text, part);
    return application instanceof FieldReader reader
        ? reader.read(text, part) : application.read(part.json());
  }

  /** An application's part that cannot be read still uses its serial up. */
  @Override public Command readFromLog(String text) {
    try {
      return Envelope.read(text, reads, part -> readPartFromLog(text, part));
    } catch (IllegalArgumentException e) {
      return new Command.Unreadable(text, e.getMessage());
    }
  }

  private Command readPartFromLog(String text, Fields part) {
    try {
      if (SessionList.isMeant(part)) return SessionList.read(text, part);
      return application instanceof FieldReader reader
          ? reader.readFromLog(text, part)
          : application.readFromLog(part.json());
    } catch (IllegalArgumentException e) {
      return new Command.Unreadable(text, e.getMessage());
    }
  }

  /** What is called a read, without client and serial. */
  @Override public Command readQuery(String text) {
    Fields fields = Fields.of(text);
    return fields.isOneOf("op", reads) ? readPart(text, fields)
        : application.readQuery(text);
  }

  @Override public String query(Command query) {
    return query instanceof SessionList list ? list.answer(table)
        : application.query(query);
  }

  /**
   * Never throws unless the application does. What could not be read changes no
   * state, and every server gives this answer.
   */
  @Override public String apply(Command command) {
    if (command instanceof Command.Unreadable unreadable) {
      return Answers.misuse(unreadable.why()).toString();
    }
    Envelope envelope = (Envelope) command;
    return envelope.isRegistration() ? register() : inSession(envelope);
  }

  private String execute(Envelope envelope) {
    Command command = envelope.command();
    if (command instanceof Command.Unreadable unreadable) {
      return Answers.misuse(unreadable.why()).toString();
    }
    return command instanceof SessionList list ? list.answer(table)
        : application.apply(command);
  }

  private String register() {
    JsonObject answer = Answers.ok();
    answer.addProperty("client", table.register());
    return answer.toString();
  }

  private String inSession(Envelope envelope) {
    String client = envelope.client();
    // CL4. "If a state machine encounters a command with no record of the
    //      session, it does not process the command and instead returns an
    //      error to the client." (thesis 6.3) But a name that is new
    //      opens its session.
    if (!table.has(client)) {
      if (table.wasGivenOut(client)) return expired(client);
      if (table.isReserved(client)) return reserved(client);
      if (envelope.serial() <= table.expiredSerial()) return unknown(client);
    }
    if (table.isTooFarAhead(client, envelope.serial())) return tooFar(envelope);
    if (!table.has(client)) table.open(client);
    return once(envelope, table.use(client));
  }

  private String once(Envelope envelope, Session session) {
    // CL2. "If it receives a command whose serial number has already been
    //      executed, it responds immediately without re-executing the
    //      request." (§8)
    if (session.remembers(envelope)) return again(envelope);
    if (envelope.serial() == session.serial()) return misused(envelope);
    if (envelope.serial() < session.serial()) return gone(envelope, session);
    String answer = execute(envelope);
    table.remember(envelope, envelope.isRead() ? null : answer);
    return answer;
  }

  /** Beyond Figure 2: a read is executed again; its answer was not kept. */
  private String again(Envelope envelope) {
    if (envelope.isRead()) return execute(envelope);
    String answer = table.answer(envelope.client());
    return answer == null ? dropped(envelope) : answer;
  }

  private static String dropped(Envelope envelope) {
    return Answers.gone(("serial %d of %s was executed, but its answer was long"
        + " and is not kept any more").formatted(envelope.serial(),
            envelope.client())).toString();
  }

  private static String misused(Envelope envelope) {
    return Answers.misuse("serial %d of %s was used for another command"
        .formatted(envelope.serial(), envelope.client())
        + " already; give each command a serial of its own").toString();
  }

  private static String gone(Envelope envelope, Session session) {
    return Answers.gone(("serial %d of %s is over: %d came before this, and"
        + " only the last answer is kept, so nobody can tell what became of %d")
        .formatted(envelope.serial(), envelope.client(), session.serial(),
            envelope.serial())).toString();
  }

  private static String expired(String client) {
    return Answers.gone("session expired: " + client + " is not, or no longer,"
        + " known, nor what became of its commands; register anew").toString();
  }

  private String unknown(String client) {
    return Answers.gone(("session expired: %s is not, or no longer, known, nor"
        + " what became of its commands up to serial %d; begin with a higher"
        + " one, or register").formatted(client, table.expiredSerial()))
        .toString();
  }

  private String tooFar(Envelope envelope) {
    return Answers.misuse(
        ("serial must be at most %d for a chosen name now, not"
        + " %d; count from 1 upwards").formatted(
            table.expiredSerial() + SessionTable.MOST_AHEAD, envelope.serial()))
        .toString();
  }

  private static String reserved(String client) {
    return Answers.misuse("client: " + client + " cannot be chosen, its number"
        + " is kept for register; choose another name").toString();
  }

  /** The lines of the client table, then those of the application. */
  @Override public Iterator<String> image() {
    Iterator<String> sessions = table.image();
    Iterator<String> rest = application.image();
    return new Iterator<>() {
      @Override public boolean hasNext() {
        return sessions.hasNext() || rest.hasNext();
      }

      @Override public String next() {
        return sessions.hasNext() ? sessions.next() : rest.next();
      }
    };
  }

  @Override public Restoring restore() {
    SessionTable.Restored sessions = new SessionTable.Restored();
    Restoring rest = application.restore();
    return new Restoring() {
      @Override public void line(String line) {
        if (sessions.isWhole()) rest.line(line);
        else sessions.line(line);
      }

      @Override public Runnable end() {
        SessionTable restored = sessions.end();
        Runnable restoredRest = rest.end();
        return () -> {
          table = restored;
          restoredRest.run();
        };
      }
    };
  }
}
