package lab.figure16;

import static lab.figure16.Conditions.PAPER;

import java.util.ArrayList;
import java.util.List;

/**
 * The results of the experiment of Figure 16: "Each line represents 1000 trials
 * (except for 100 trials for “150–150ms”)". One seed gives one figure, on any
 * machine.
 *
 * @param top      "varies the amount of randomness in election timeouts"
 * @param bottom   "scales the minimum election timeout"
 * @param claims   what the paper's text says in numbers (§9.3)
 * @param variants some of it under other assumptions
 */
public record Figure16(Panel top, Panel bottom, List<Claim> claims,
    List<Variant> variants) {

  /** How many trials a line has in the paper. */
  public static final int TRIALS = 1_000;

  private static final int RUNS = 5; // whose worst cases have a median
  private static final int FORCE = 10_000; // microseconds
  private static final int LATENESS = 250; // microseconds

  public Figure16 {
    claims = List.copyOf(claims);
    variants = List.copyOf(variants);
  }

  /**
   * Measures everything.
   *
   * @param trials of each line, at least 10; a tenth of it for 150-150ms
   */
  public static Figure16 measure(long seed, int trials) {
    Panel top = top(seed, trials);
    Panel bottom = bottom(seed, trials);
    return new Figure16(top, bottom, claims(top, bottom, seed, trials),
        variants(seed, trials));
  }

  private static Panel top(long seed, int trials) {
    List<Panel.Curve> curves = new ArrayList<>();
    curves.add(curve(150, 150, trials / 10, seed));
    curves.add(new Panel.Curve("150-150ms, timers late", new RepeatedTrial(
        new Timeouts(150, 150), PAPER.withLateness(LATENESS), trials / 10)
        .run(seed)));
    for (int most : List.of(151, 155, 175, 200, 300)) {
      curves.add(curve(150, most, trials, seed));
    }
    return new Panel("Election timeouts with less and more randomness",
        new Axis(List.of(100, 1_000, 10_000, 100_000), true), curves,
        List.of(new Panel.Landmark("median of 150-155ms", 287, 0.5),
            new Panel.Landmark("worst of 150-200ms", 513, 1)));
  }

  private static Panel bottom(long seed, int trials) {
    List<Panel.Curve> curves = new ArrayList<>();
    for (int least : List.of(12, 25, 50, 100, 150)) {
      curves.add(curve(least, 2 * least, trials, seed));
    }
    return new Panel("Election timeouts shorter and longer",
        new Axis(List.of(0, 100, 200, 300, 400, 500, 600), false), curves,
        List.of(new Panel.Landmark("worst of 12-24ms", 152, 1)));
  }

  private static Panel.Curve curve(int least, int most, int trials, long seed) {
    RepeatedTrial line =
        new RepeatedTrial(new Timeouts(least, most), PAPER, trials);
    return new Panel.Curve(line.timeouts().toString(), line.run(seed));
  }

  private static List<Claim> claims(Panel top, Panel bottom, long seed,
      int trials) {
    RepeatedTrial more =
        new RepeatedTrial(new Timeouts(150, 200), PAPER, trials);
    RepeatedTrial quick =
        new RepeatedTrial(new Timeouts(12, 24), PAPER, trials);
    return List.of(
        // "In the absence of randomness, leader election consistently took
        // longer than 10 seconds in our tests due to many split votes."
        Claim.above("150-150ms", "least", 10_000,
            top.of("150-150ms").least()),
        // "Adding just 5ms of randomness helps significantly, resulting in a
        // median downtime of 287ms."
        Claim.near("150-155ms", "median", 287, 0.25,
            top.of("150-155ms").median()),
        // "with 50ms of randomness the worst-case completion time (over 1000
        // trials) was 513ms"
        Claim.near("150-200ms", "worst, median of five", 513, 0.35,
            more.medianWorst(seed, RUNS)),
        // "With an election timeout of 12–24ms, it takes only 35ms on average
        // to elect a leader (the longest trial took 152ms)."
        Claim.near("12-24ms", "mean", 35, 0.35, bottom.of("12-24ms").mean()),
        Claim.near("12-24ms", "worst, median of five", 152, 0.35,
            quick.medianWorst(seed, RUNS)));
  }

  private static List<Variant> variants(long seed, int trials) {
    return List.of(
        Variant.of("as above", PAPER, trials, seed),
        Variant.of("a term without a vote: 10 ms of disk",
            PAPER.withTermForce(FORCE), trials, seed),
        Variant.of("a link waits for the last answer first",
            PAPER.withPatientLinks(), trials, seed),
        Variant.of("both",
            PAPER.withTermForce(FORCE).withPatientLinks(), trials, seed),
        Variant.of("the candidate's own vote: 10 ms of disk",
            PAPER.withOwnForce(FORCE), trials, seed));
  }

  /** Whether all claims hold, within their tolerance. */
  public boolean isAsInThePaper() {
    return claims.stream().allMatch(Claim::holds);
  }

  // ---- As text and as a picture ----------------------------------------

  /** Both graphs, the paper's numbers, and the assumptions. */
  public List<String> text() {
    List<String> lines = new ArrayList<>(TextChart.lines(top));
    lines.add("");
    lines.addAll(TextChart.lines(bottom));
    lines.add("");
    lines.addAll(comparison());
    return lines;
  }

  private List<String> comparison() {
    List<String> lines = new ArrayList<>(List.of(Claim.head()));
    claims.forEach(claim -> lines.add(claim.toString()));
    lines.add("");
    lines.addAll(Variant.head());
    variants.forEach(variant -> lines.add(variant.toString()));
    return lines;
  }

  /** Each graph for itself, 16 wide and 9 high. */
  public List<String> slides() {
    return List.of(SvgChart.slide(top), SvgChart.slide(bottom));
  }

  /** Both graphs, one above the other, as in the paper. */
  public String svg() {
    return SvgChart.of(List.of(top, bottom));
  }
}
