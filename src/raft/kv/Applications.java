package raft.kv;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import raft.StateMachine;
import raft.text.NearestWord;

/**
 * What can be replicated, by the name it has in a configuration file: a short
 * one for what is shipped, and for everything else the full name of a class.
 */
public final class Applications {

  /** The applications that are shipped. */
  public static final List<String> NAMES = List.of("key-value", "lines");

  private Applications() {}

  /**
   * A new, empty application in {@link Sessions}, ready for a server.
   *
   * @param name   one of {@link #NAMES}, or a class on the class path, such as
   *               {@code com.example.Counter}: public, a {@link StateMachine},
   *               with a public constructor without arguments
   * @param limits of this node, for the key-value store
   * @throws IllegalArgumentException if there is none of that name; says which
   *     there are, or what is wrong with the class
   */
  public static StateMachine named(String name, Limits limits) {
    return switch (name) {
      case "key-value" ->
          new Sessions(new KeyValueStore(limits), "get", "keys");
      case "lines" -> new Sessions(new LineList(), "read");
      default -> new Sessions(ofClass(name));
    };
  }

  private static StateMachine ofClass(String name) {
    if (!name.contains(".")) throw unknown(name);
    try {
      return Class.forName(name).asSubclass(StateMachine.class)
          .getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw wrong(name, "is not on the class path; RAFT_CLASSPATH says in which"
          + " folders and jars to look for it");
    } catch (ClassCastException e) {
      throw wrong(name, "does not implement " + StateMachine.class.getName());
    } catch (InvocationTargetException e) {
      throw wrong(name, "cannot be made: its constructor threw "
          + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw wrong(name, "must be public, not abstract, and have a public"
          + " constructor without arguments");
    } catch (LinkageError e) {
      throw wrong(name, "cannot be loaded: "
          + (e.getCause() == null ? e : e.getCause()));
    }
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        NearestWord.unknown("application", name, NAMES)
        + ", and any class of yours by its full name, such as"
        + " com.example.Counter");
  }

  private static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("the class " + name + " " + what);
  }
}
