package lab.broken;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import lab.broken.InMutant.Budget;
import lab.broken.InMutant.MutantRun;
import lab.broken.InMutant.RecordInMutant;
import lab.broken.InMutant.Recorded;
import lab.broken.InMutant.ScenarioInMutant;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.Script;
import lab.broken.InMutant.ShrinkInMutant;
import lab.broken.InMutant.SlidesInMutant;
import lab.broken.InMutant.SwarmInMutant;
import lab.script.Step;
import lab.shrink.Shrunk;

/**
 * A project of its own, with a patch applied: its classes are other classes
 * than ours, though most have the same code. A class loader usually asks its
 * parent first, and so would find ours; this one asks itself.
 */
public final class Mutant extends ClassLoader {
  // Both sides must mean the same class by these names.
  private static final Set<String> SHARED = Set.of(Budget.class.getName(),
      Detection.class.getName(), Detection.By.class.getName(),
      Script.class.getName(),
      ScenarioResult.class.getName(), Step.class.getName(),
      MutantRun.class.getName(), Recorded.class.getName(),
      Shrunk.class.getName());

  private final Map<String, byte[]> changed;

  private Mutant(Map<String, byte[]> changed) {
    super(Mutant.class.getClassLoader());
    this.changed = changed;
    setDefaultAssertionStatus(true); // also without -ea
  }

  /**
   * One that exists in memory alone.
   *
   * @throws PatchException if the patch does not apply or compile
   */
  public static Mutant of(Patch patch, Path project) throws IOException {
    return new Mutant(Compiler.compile(patch.applyTo(project)));
  }

  /** Its code, where it differs from ours, by the names of classes. */
  Map<String, byte[]> changed() {
    return changed;
  }

  /** Runs the swarm in there until a promise is broken. */
  public Detection runSwarm(Budget budget) {
    return this.<Budget, Detection>made(SwarmInMutant.class).apply(budget);
  }

  /** Performs a scenario in there. */
  public ScenarioResult perform(Script script) {
    return this.<Script, ScenarioResult>made(ScenarioInMutant.class)
        .apply(script);
  }

  /** Performs a scenario in there, and draws it as slides. */
  List<String> slides(Script script) {
    return this.<Script, List<String>>made(SlidesInMutant.class).apply(script);
  }

  /** Shrinks a broken run to one that still breaks the same promise. */
  public Shrunk shrink(MutantRun specimen) {
    return this.<MutantRun, Shrunk>made(ShrinkInMutant.class).apply(specimen);
  }

  /** Runs one seed in there once more, to be looked at. */
  public Recorded record(MutantRun broken) {
    return this.<MutantRun, Recorded>made(RecordInMutant.class).apply(broken);
  }

  /** Its own version of a class of ours. */
  @SuppressWarnings("unchecked")
  private <A, B> Function<A, B> made(Class<? extends Function<A, B>> ours) {
    try {
      return (Function<A, B>) loadClass(ours.getName())
          .getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("no " + ours + " in there", broken);
    }
  }

  @Override protected Class<?> loadClass(String name, boolean resolve)
      throws ClassNotFoundException {
    boolean isOurs = name.startsWith("raft.") || name.startsWith("lab.");
    if (!isOurs || SHARED.contains(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : findClass(name);
    }
  }

  @Override protected Class<?> findClass(String name)
      throws ClassNotFoundException {
    byte[] code = changed.get(name);
    if (code == null) code = unchanged(name);
    return defineClass(name, code, 0, code.length);
  }

  private byte[] unchanged(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream code = getParent().getResourceAsStream(file)) {
      if (code == null) throw new ClassNotFoundException(name);
      return code.readAllBytes();
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}
