package house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels of the rules, and where they stand: at the rule in src, at its
 * tests, in the map, and in the names of the mutants.
 */
final class Labels {
  static final String MAP = "lab-notes/00-map-of-figure-2.md";

  /** Figure 2's panels in their order; then the other pages of the map. */
  static final List<String> ALL = List.of(
      "P1", "P2", "P3", // State
      "AE1", "AE2", "AE3", "AE4", "AE5", // AppendEntries RPC
      "RV1", "RV2", // RequestVote RPC
      "A1", "A2", // Rules for Servers: All Servers
      "F1", "F2", // Followers
      "C1", "C2", "C3", "C4", // Candidates
      "L1", "L2", "L3", "L4", // Leaders
      "SN1", "SN2", "SN3", "SN4", "SN5", "SN6", "SN7", // §7
      "IS1", "IS2", "IS3", "IS4", "IS5", "IS6", "IS7", "IS8", // Figure 13
      "MC1", "MC2", "MC3", "MC4", "MC5", "MC6", "MC7", "MC8", "MC9",
      "MC10", // §6
      "CL1", "CL2", "CL3", "CL4", "CL5", "CL6", // §8
      "PV1", "PV2", "PV3", "CQ1", // thesis 9.6, 6.2
      "RI1", "RI2", "RI3", "RI4", // thesis 6.4
      "LT1", "LT2", "LT3", "LT4", "LT5"); // thesis 3.10

  /** One place where a label stands. */
  record Place(String label, Path file, int line) {
    @Override public String toString() {
      return label + " at " + Project.place(file, line);
    }
  }

  private static final String LABEL = "([A-Z]{1,2}[0-9]+)";
  private static final Pattern RULE =
      Pattern.compile("^\\s*// " + LABEL + "[.] ");
  private static final Pattern TAG =
      Pattern.compile("@Tag\\(\"" + LABEL + "\"\\)");
  private static final Pattern ROW =
      Pattern.compile("^[|] *[*]*" + LABEL + "[*]* *[|]");

  private Labels() {}

  static List<Place> rules() {
    return places(RULE, Project.javaFiles("src"));
  }

  static List<Place> tags() {
    return places(TAG, Project.javaFiles("test"));
  }

  static List<Place> rows() {
    return places(ROW, List.of(Project.root().resolve(MAP)));
  }

  /** Of the rules that a file of lab-notes/broken breaks. */
  static List<String> mutants() {
    return Project.files("lab-notes/broken", "patch").stream()
        .map(file -> file.getFileName().toString().replaceFirst("-.*", ""))
        .toList();
  }

  static List<String> of(List<Place> places) {
    return places.stream().map(Place::label).toList();
  }

  private static List<Place> places(Pattern pattern, List<Path> files) {
    List<Place> places = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Project.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        Matcher found = pattern.matcher(lines.get(i));
        if (found.find()) places.add(new Place(found.group(1), file, i + 1));
      }
    }
    return places;
  }
}
