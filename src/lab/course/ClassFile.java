package lab.course;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which classes and members of classes a class file names: the entries of its
 * constant pool (JVM specification, 4.4). Nothing is loaded, so nothing runs.
 */
final class ClassFile {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  private final int[] tags;
  private final int[] first;
  private final int[] second;
  private final String[] texts;

  private ClassFile(DataInputStream in) throws IOException {
    in.readLong(); // the magic number, and the version
    int count = in.readUnsignedShort();
    tags = new int[count];
    first = new int[count];
    second = new int[count];
    texts = new String[count];
    for (int i = 1; i < count; i++) {
      readConstant(i, in);
      if (tags[i] == LONG || tags[i] == DOUBLE) i++; // they take two places
    }
  }

  private void readConstant(int i, DataInputStream in) throws IOException {
    tags[i] = in.readUnsignedByte();
    switch (tags[i]) {
      case UTF8 -> texts[i] = in.readUTF();
      case LONG, DOUBLE -> in.readLong();
      case 3, 4 -> in.readInt();
      case CLASS, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
      case 15 -> {
        in.readUnsignedByte();
        first[i] = in.readUnsignedShort();
      }
      default -> {
        first[i] = in.readUnsignedShort();
        second[i] = in.readUnsignedShort();
      }
    }
  }

  /**
   * All that it names: {@code java.util.List} for a class, {@code
   * java.util.List#of} for a method or a field of one.
   */
  static Set<String> names(byte[] code) throws IOException {
    ClassFile file = new ClassFile(
        new DataInputStream(new ByteArrayInputStream(code)));
    Set<String> names = new TreeSet<>();
    for (int i = 1; i < file.tags.length; i++) {
      String name = file.name(i);
      if (name != null) names.add(name);
    }
    return names;
  }

  private String name(int i) {
    return switch (tags[i]) {
      case CLASS -> className(i);
      case FIELD, METHOD, INTERFACE_METHOD -> className(first[i]) + "#"
          + texts[first[second[i]]];
      default -> null;
    };
  }

  /** Of an array, that of its elements. */
  private String className(int i) {
    String name = texts[first[i]].replace('/', '.');
    if (!name.startsWith("[")) return name;
    String element = name.replaceFirst("^\\[+", "");
    return element.startsWith("L")
        ? element.substring(1, element.length() - 1) : "java.lang.Object";
  }
}
