package raft.kv;

import com.google.gson.JsonObject;
import java.util.Objects;
import raft.StateMachine;

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
 *                        so whoever still asks cannot learn what became of it
 * </pre>
 *
 * <p>{@code {"op":"register"}} opens a session under a new number and answers
 * {@code {"status":"ok","client":"client-1001"}}. It bears no serial: if its
 * answer is lost, register again; the session nobody knows of will expire. Any
 * other name opens its session when it is first used. A number that was given
 * out and is not in the table has expired: gone, for the client may have had an
 * answer. See {@link SessionTable} for who expires when.
 */
public final class Sessions implements StateMachine {
  private final StateMachine application;
  private SessionTable table = new SessionTable();

  /** @param application hears of every command at most once */
  public Sessions(StateMachine application) {
    this.application = Objects.requireNonNull(application);
  }

  /**
   * Checks client and serial, and has the application check the rest.
   *
   * @throws IllegalArgumentException names the field that is wrong
   */
  @Override public void check(String command) {
    Envelope envelope = Envelope.read(command);
    if (envelope == Envelope.REGISTER) return;
    application.check(envelope.command());
  }

  /** {@code put x}: what is to be done, and to which key if there is one. */
  @Override public String inWords(String command) {
    return CommandWords.of(command);
  }

  /** Never throws unless the application does. */
  @Override public String apply(String command) {
    Envelope envelope;
    try {
      envelope = Envelope.read(command);
    } catch (IllegalArgumentException unreadable) {
      // check refuses it. Should it be in the log all the same, then every
      // server gives this answer and no state changes.
      return Answer.misuse(unreadable.getMessage()).toString();
    }
    return envelope == Envelope.REGISTER ? register() : inSession(envelope);
  }

  private String register() {
    if (table.isFull()) return full();
    JsonObject answer = Answer.ok();
    answer.addProperty("client", table.register());
    return answer.toString();
  }

  private String inSession(Envelope envelope) {
    String client = envelope.client();
    if (!table.has(client)) {
      if (table.isExpired(client)) return expired(client);
      if (table.isReserved(client)) return reserved(client);
      if (table.isFull()) return full();
      table.open(client);
    }
    return once(envelope, table.use(client));
  }

  private String once(Envelope envelope, Session session) {
    // CL. "If it receives a command whose serial number has already been
    //      executed, it responds immediately without re-executing the
    //      request." (§8)
    if (session.remembers(envelope)) return session.answer();
    if (envelope.serial() == session.serial()) return misused(envelope);
    if (envelope.serial() < session.serial()) return gone(envelope, session);
    String answer = application.apply(envelope.command());
    table.remember(envelope.client(), Session.after(envelope, answer));
    return answer;
  }

  private static String misused(Envelope envelope) {
    return Answer.misuse("serial %d of %s was used for another command"
        .formatted(envelope.serial(), envelope.client())
        + " already; give each command a serial of its own").toString();
  }

  private static String gone(Envelope envelope, Session session) {
    return Answer.gone(("serial %d of %s is over: %d came before this, and"
        + " only the last answer is kept, so nobody can tell what became of %d")
        .formatted(envelope.serial(), envelope.client(), session.serial(),
            envelope.serial())).toString();
  }

  private static String expired(String client) {
    return Answer.gone("session expired: " + client + " is not, or no longer,"
        + " known, nor what became of its commands; register anew").toString();
  }

  private static String reserved(String client) {
    return Answer.misuse("client: " + client + " cannot be chosen, its number"
        + " is kept for register; choose another name").toString();
  }

  private static String full() {
    return Answer.misuse("client: " + SessionTable.MOST_SESSIONS + " sessions"
        + " are open under chosen names, which never expire; use one of these")
        .toString();
  }

  /** The client table and the application's snapshot. */
  @Override public String snapshot() {
    return "{\"sessions\":" + table.snapshot()
        + ",\"application\":" + application.snapshot() + "}";
  }

  @Override public void restore(String snapshot) {
    Fields fields = Fields.of(snapshot);
    SessionTable restored = SessionTable.restored(fields.object("sessions"));
    application.restore(fields.json("application"));
    table = restored;
  }
}
