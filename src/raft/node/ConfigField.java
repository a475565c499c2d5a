package raft.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;

/**
 * A field of a configuration file: a component of {@link ClusterConfig}. That
 * one list says its name, its type, what it means, and its range if it is a
 * number. Reading, errors, options and the help follow from it.
 *
 * @param name    in a file: {@code election-timeout-min}
 * @param setting null for the cluster's name and its nodes
 */
public record ConfigField(String name, Type type, Setting setting) {
  static final RecordType CONFIG = new RecordType(ClusterConfig.class);

  /** In the order of the files shipped. */
  static final List<ConfigField> ALL =
      CONFIG.components().stream().map(ConfigField::of).toList();

  /**
   * The fields that one node or one call may see differently: each is an option
   * ({@code --heartbeat 100}) and a variable ({@code RAFT_HEARTBEAT}).
   */
  public static final List<ConfigField> SETTINGS =
      ALL.stream().filter(field -> field.setting != null).toList();

  /** What such a field means, and from where to where a number may go. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
  public @interface Setting {
    String value();

    int least() default 0;

    int most() default 0;
  }

  private static ConfigField of(RecordType.Component part) {
    return new ConfigField(inFile(part.name()), part.type(),
        part.getter().getAnnotation(Setting.class));
  }

  /** {@code election-timeout-min} for {@code electionTimeoutMin}. */
  public static String inFile(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** {@code the clock's step, in ms, 1 to 1000} */
  public String meaning() {
    return setting.value() + (type != int.class ? ""
        : ", " + setting.least() + " to " + setting.most());
  }
}
