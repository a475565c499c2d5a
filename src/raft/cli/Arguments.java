package raft.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import raft.node.ClusterConfig;
import raft.node.ConfigField;
import raft.text.NearestWord;

/**
 * A command line, taken apart: words, and options as {@code --name value},
 * {@code --name=value} or, for those that take no value, {@code --name}. After
 * {@code --} everything is a word. An option goes before its {@code RAFT_}
 * variable, and that before the configuration file.
 */
public final class Arguments {
  private static final String DEFAULT_CONFIG = "configs/three-nodes.json";

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment;

  private Arguments(Map<String, String> environment) {
    this.environment = environment;
  }

  /** @throws UsageException names what is wrong, and the nearest option */
  public static Arguments parse(List<String> line, List<Option> known,
      Map<String, String> environment) {
    Arguments arguments = new Arguments(environment);
    boolean onlyWords = false;
    for (int i = 0; i < line.size(); i++) {
      String part = line.get(i);
      if (onlyWords || !part.startsWith("--")) arguments.words.add(part);
      else if (part.equals("--")) onlyWords = true;
      else i = arguments.takeOption(line, i, known);
    }
    return arguments;
  }

  /** Takes the option at i; returns where it ends. */
  private int takeOption(List<String> line, int i, List<Option> known) {
    String[] parts = line.get(i).substring(2).split("=", 2);
    Option option = find(parts[0], known);
    if (option.value() == null) {
      if (parts.length > 1) {
        throw new UsageException("--" + parts[0] + " takes no value");
      }
      options.put(option.name(), "true");
      return i;
    }
    if (parts.length > 1) {
      options.put(option.name(), parts[1]);
      return i;
    }
    options.put(option.name(), valueAfter(line, i, option));
    return i + 1;
  }

  private static String valueAfter(List<String> line, int i, Option option) {
    if (i + 1 == line.size()) {
      throw new UsageException("a value is missing: " + option);
    }
    String value = line.get(i + 1);
    if (!value.startsWith("--")) return value;
    throw new UsageException("a value is missing: " + option + "; if " + value
        + " is meant, write --" + option.name() + "=" + value);
  }

  private static Option find(String name, List<Option> known) {
    for (Option option : known) if (option.name().equals(name)) return option;
    List<String> names = known.stream().map(Option::name).toList();
    throw new UsageException("there is no option --" + name
        + " here; did you mean --" + NearestWord.to(name, names)
        + "? (After -- everything is a word)");
  }

  // ---- words -----------------------------------------------------------

  public List<String> words() {
    return words;
  }

  /** The i-th word; the command has made sure that there is one. */
  public String word(int i) {
    return words.get(i);
  }

  // ---- options ---------------------------------------------------------

  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The option's value, or its variable's unless that is empty, or null. */
  public String get(String option) {
    if (has(option)) return options.get(option);
    String value = environment.getOrDefault(variable(option), "");
    return value.isEmpty() ? null : value;
  }

  private static String variable(String option) {
    return "RAFT_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** A whole number in a range. */
  public long number(String option, long least, long most, long otherwise) {
    String text = get(option);
    if (text == null) return otherwise;
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException e) {
      // Falls to the same complaint as a number out of range.
    }
    throw new UsageException((has(option) ? "--" + option : variable(option))
        + " must be a whole number from " + least + " to " + most + ", not "
        + text);
  }

  public int timeout() {
    return (int) number("timeout", 1, 3_600_000, 5000);
  }

  public Path data() {
    String data = get("data");
    return Path.of(data == null ? "data" : data);
  }

  /** The configuration file asked for, or the default: here, or at home. */
  private Path configFile(String otherwise) {
    String file = get("config");
    if (file != null) return Path.of(file);
    Path here = Path.of(otherwise);
    String home = environment.get("RAFT_HOME");
    if (Files.exists(here) || home == null) return here;
    return Path.of(home).resolve(otherwise);
  }

  /** The configuration, with what options and variables override. */
  public ClusterConfig config() {
    return config(DEFAULT_CONFIG);
  }

  /** The same with these values where no option or variable says another. */
  ClusterConfig config(Map<String, String> unlessAsked) {
    return config(DEFAULT_CONFIG, unlessAsked);
  }

  /** The same with another file than the default if none was asked for. */
  public ClusterConfig config(String otherwise) {
    return config(otherwise, Map.of());
  }

  /** The configuration, with these defaults for its file and its fields. */
  public ClusterConfig config(String otherwise,
      Map<String, String> unlessAsked) {
    Map<String, String> overrides = new HashMap<>(unlessAsked);
    for (ConfigField field : ConfigField.SETTINGS) {
      String value = get(field.name());
      if (value != null) overrides.put(field.name(), value);
    }
    return ClusterConfig.read(configFile(otherwise), overrides);
  }
}
