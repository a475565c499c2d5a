package lab.broken;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import lab.broken.Patch.PatchException;

/** Compiles sources that are in memory, against what is running now. */
public final class Compiler {

  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String file, String text) {
      super(URI.create("memory:///" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override public CharSequence getCharContent(boolean ignored) {
      return text;
    }
  }

  private static final class Code extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Code(String className) {
      super(URI.create("memory:///" + className + ".class"), Kind.CLASS);
    }

    @Override public OutputStream openOutputStream() {
      return bytes;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Memory
      extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Code> classes = new TreeMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override public JavaFileObject getJavaFileForOutput(Location location,
        String className, JavaFileObject.Kind kind, FileObject sibling) {
      return classes.computeIfAbsent(className, Code::new);
    }
  }

  private Compiler() {}

  /**
   * The code of each class, by its name.
   *
   * @param sources their texts, by the names of their files
   * @throws PatchException with the compiler's complaints
   */
  public static Map<String, byte[]> compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new PatchException("this Java cannot compile: it is no JDK; set"
          + " JAVA_HOME to the folder of one, 17 or newer");
    }
    List<SourceText> units = new ArrayList<>();
    sources.forEach((file, text) -> units.add(new SourceText(file, text)));
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    Memory memory = new Memory(
        compiler.getStandardFileManager(said, Locale.ROOT, null));
    boolean done = compiler.getTask(null, memory, said, List.of("-nowarn",
        "-proc:none", "-cp", System.getProperty("java.class.path")), null,
        units).call();
    if (!done) throw new PatchException(complaint(said.getDiagnostics()));
    Map<String, byte[]> classes = new TreeMap<>();
    memory.classes.forEach(
        (name, code) -> classes.put(name, code.bytes.toByteArray()));
    return classes;
  }

  private static String complaint(
      List<? extends Diagnostic<? extends JavaFileObject>> said) {
    StringBuilder complaint = new StringBuilder("it does not compile:");
    said.forEach(each -> complaint.append("\n    ").append(each));
    return complaint.toString();
  }
}
