package dev.oneoff.admin.run.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSizeTest {

  private static final double TARGET = 500;

  private final List<String> said = new ArrayList<>();
  private final BatchSize size = size(1000);

  @Test
  void aFastBatchDoublesTheSizeUpToTheLargest() {
    size.took(100, Duration.ofMillis(1));
    assertThat(size.next()).isEqualTo(200);
    size.took(200, Duration.ofMillis(1));
    size.took(400, Duration.ofMillis(1));
    size.took(800, Duration.ofMillis(1));
    assertThat(size.next()).isEqualTo(1000);
  }

  @Test
  void aSlowBatchSetsTheSizeThatWouldHaveMetTheTarget() {
    size.took(100, Duration.ofSeconds(5));
    assertThat(size.next()).isEqualTo(10);
    size.took(10, Duration.ofMinutes(5));
    assertThat(size.next()).isEqualTo(1);
  }

  @Test
  void aShortLastBatchIsIgnored() {
    size.took(3, Duration.ofMillis(1));
    assertThat(size.next()).isEqualTo(100);
  }

  @Test
  void aLargestSizeOfOneIsKept() {
    BatchSize single = size(1);
    single.took(1, Duration.ofMillis(1));
    assertThat(single.next()).isEqualTo(1);
  }

  @Test
  void aConstantSizeNeverChanges() {
    BatchSize constant = BatchSize.constant(77);
    constant.took(77, Duration.ofMinutes(1));
    constant.failed();
    assertThat(constant.next()).isEqualTo(77);
  }

  /** What is fixed, what a row takes, and how much of both is noise; milliseconds. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.02",
    "2, 0.05",
    "5, 5",
    "20, 0.2",
    "140, 0.3",
    "140, 3",
    "200, 60",
    "240, 0.01",
    "560, 0.05",
    "560, 0.4",
    "560, 20",
    "2000, 0.4",
    "2000, 1",
    "8000, 30",
    "8000, 0.001",
  })
  void atLeastHalfOfTheBestSpeedIsReachedAtAnyCostPerRowAndTransaction(double fixed, double each) {
    for (double noise : new double[] {0, 0.1, 0.2}) {
      Simulation simulation = new Simulation(fixed, each, noise, 2_000);
      simulation.run(40);
      double rows = simulation.rows;
      double took = simulation.took;
      simulation.run(400);
      double speed = (simulation.rows - rows) / (simulation.took - took);
      double best = 2_000 / (fixed + 2_000 * each);
      assertThat(speed).as("noise " + noise).isGreaterThan(best / 2);
      double usual = (simulation.took - took) / 400;
      assertThat(usual)
          .as("a batch, with noise " + noise)
          .isLessThan(1.25 * Math.max(TARGET, Math.max(2.5 * fixed, fixed + each)));
    }
  }

  /** As measured at a round trip of 80 ms: one for each 50 rows that are sent together. */
  @Test
  void aDistantDatabaseReachesHalfOfTheBestSpeedFromTheStart() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      BatchSize own = size(2_000);
      double rows = 0;
      double took = 700;
      while (rows < 3_000) {
        int batch = own.next();
        double millis = farAway(batch) * (1 + 0.05 * random.nextGaussian()) + (rows == 0 ? 700 : 0);
        own.took(batch, Duration.ofNanos((long) (millis * 1e6)));
        rows += batch;
        took += millis;
      }
      assertThat(rows / took).as("seed " + seed).isGreaterThan(1_000 / farAway(1_000) / 2);
    }
  }

  private static double farAway(int rows) {
    return 600 + 80 * Math.ceil(rows / 50.0) + 0.9 * rows;
  }

  @Test
  void anUnreachableTargetIsReportedOnce() {
    new Simulation(560, 0.4, 0.1, 2_000).run(300);

    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("before its first item", "500 ms", "--target-batch-time");
  }

  @Test
  void aReachableTargetIsNotReported() {
    new Simulation(5, 0.4, 0.3, 2_000).run(300);
    new Simulation(140, 0.4, 0.1, 2_000).run(300);
    new Simulation(1, 900, 0.1, 2_000).run(300);

    assertThat(said).isEmpty();
  }

  @Test
  void oneStallIsSoonForgottenAndASlowerNetworkIsNoticed() {
    Simulation simulation = new Simulation(5, 0.5, 0.05, 2_000);
    simulation.run(30);
    int before = simulation.size.next();
    simulation.size.took(before, Duration.ofSeconds(30));
    assertThat(simulation.size.next()).as("after one stall").isGreaterThan(before / 8);
    simulation.run(15);
    assertThat(simulation.size.next()).as("later").isBetween(before / 2, before * 2);

    simulation.fixed = 560;
    simulation.run(30);
    assertThat(simulation.size.next()).isGreaterThan(600);
    simulation.fixed = 5;
    simulation.run(30);
    assertThat(simulation.size.next()).as("quick again").isBetween(before / 2, before * 2);
  }

  private BatchSize size(int largest) {
    return new BatchSize(Duration.ofMillis((long) TARGET), largest, said::add);
  }

  /** Batches on a machine whose times are known. */
  private final class Simulation {

    final BatchSize size;
    final double each;
    final double noise;
    final Random random = new Random(4711);
    double fixed;
    double rows;
    double took;

    Simulation(double fixed, double each, double noise, int largest) {
      this.size = size(largest);
      this.fixed = fixed;
      this.each = each;
      this.noise = noise;
    }

    void run(int batches) {
      for (int i = 0; i < batches; i++) {
        int batch = size.next();
        double millis = (fixed + batch * each) * Math.max(0.2, 1 + noise * random.nextGaussian());
        size.took(batch, Duration.ofNanos((long) (millis * 1e6)));
        rows += batch;
        took += millis;
      }
    }
  }
}
