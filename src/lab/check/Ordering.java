package lab.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order in which calls on one key can have taken effect one after
 * the other: J. Wing and C. Gong, "Testing and verifying concurrent objects"
 * (1993), with G. Lowe's improvement, "Testing for linearizability" (2017),
 * which never tries the same set of calls with the same outcome twice.
 *
 * <p>The history is a linked list of calls and returns. What comes before the
 * first return may take effect first; it is taken out, and the rest is a
 * smaller problem. If the first return's call is still there when nothing else
 * fits, the last choice was wrong. Calls that never returned have their return
 * at the end, and fit everywhere.
 */
final class Ordering {

  // How many parts of an order are remembered: a second, and 40 MB.
  private static final int MOST_TRIED = 200_000;

  /** The call or the return of one operation. */
  private static final class Moment {
    final Invocation call;
    final int number; // of the call
    final Moment returned; // null if this is itself a return
    Moment previous;
    Moment next;

    Moment(Invocation call, int number, Moment returned) {
      this.call = call;
      this.number = number;
      this.returned = returned;
    }

    boolean isReturn() {
      return returned == null;
    }

    long moment() {
      return isReturn() ? call.end() : call.begin();
    }

    void unlink() {
      previous.next = next;
      if (next != null) next.previous = previous;
    }

    void relink() {
      previous.next = this;
      if (next != null) next.previous = this;
    }
  }

  private record ChosenMoment(Moment moment, Register before) {}

  private record Tried(BitSet done, Register outcome) {}

  private final Moment head = new Moment(null, -1, null);
  private final Deque<ChosenMoment> choices = new ArrayDeque<>();
  private final BitSet done = new BitSet();
  private final Set<Tried> tried = new HashSet<>(); // never walked
  private Register register = Register.EMPTY;

  // The longest part that has an order, to explain why the whole has none:
  private int longest = -1;
  private Register reached;
  private Invocation stuck;

  Ordering(List<Invocation> calls) {
    List<Moment> moments = new ArrayList<>();
    for (Invocation call : calls) {
      int number = moments.size();
      Moment returned = new Moment(call, number, null);
      moments.add(new Moment(call, number, returned));
      moments.add(returned);
    }
    moments.sort(Comparator.comparingLong(Moment::moment));
    Moment last = head;
    for (Moment moment : moments) {
      moment.previous = last;
      last.next = moment;
      last = moment;
    }
  }

  /**
   * Whether there is such an order. To be asked once.
   *
   * @throws UndecidedException if too many orders had to be tried
   */
  boolean exists() {
    Moment moment = head.next;
    while (head.next != null) {
      if (moment.isReturn()) {
        note(moment.call);
        if (choices.isEmpty()) return false;
        moment = undo();
      } else {
        moment = choose(moment) ? head.next : moment.next;
      }
    }
    return true;
  }

  /** How many calls at most could be put in order, if not all could. */
  int longest() {
    return longest;
  }

  /** What the key held after it. */
  Register reached() {
    return reached;
  }

  /** A call that fitted nowhere from there on. */
  Invocation stuck() {
    return stuck;
  }

  private boolean choose(Moment moment) {
    if (!moment.call.fits(register)) return false;
    Register after = register.after(moment.call.operation());
    done.set(moment.number);
    if (!tried.add(new Tried((BitSet) done.clone(), after))) {
      done.clear(moment.number);
      return false;
    }
    if (tried.size() > MOST_TRIED) throw new UndecidedException(moment.call);
    choices.push(new ChosenMoment(moment, register));
    register = after;
    moment.unlink();
    moment.returned.unlink();
    return true;
  }

  /** Takes the last choice back; the next to try comes after it. */
  private Moment undo() {
    ChosenMoment choice = choices.pop();
    Moment moment = choice.moment();
    register = choice.before();
    done.clear(moment.number);
    moment.returned.relink();
    moment.relink();
    return moment.next;
  }

  private void note(Invocation blocked) {
    if (choices.size() <= longest) return;
    longest = choices.size();
    reached = register;
    stuck = blocked;
  }
}
