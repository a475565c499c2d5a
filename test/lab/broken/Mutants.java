package lab.broken;

import java.io.IOException;
import java.util.function.Function;

/** Mutants, for tests of those who may look at a broken run. */
public final class Mutants {
  private Mutants() {}

  /**
   * What this class of ours is in there: all that it uses of ours has the
   * mistake too. Both sides share no type but Java's own.
   */
  @SuppressWarnings("unchecked")
  public static <A, B> Function<A, B> made(String mutant,
      Class<? extends Function<A, B>> ours) throws IOException {
    Patch patch = Patch.read(SmallProject.root(), mutant);
    try {
      return (Function<A, B>) Mutant.of(patch, SmallProject.root())
          .loadClass(ours.getName()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new AssertionError("no " + ours + " in there", broken);
    }
  }
}
