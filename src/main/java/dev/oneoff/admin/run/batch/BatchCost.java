package dev.oneoff.admin.run.batch;

/**
 * The cost of a batch: a fixed part, which is mostly waiting for the network, and a part per row.
 * The two are a least-squares line through the times of the last batches; older ones weigh less.
 */
final class BatchCost {

  private static final double KEPT = 0.9;

  // If sizes vary by less than this fraction of their mean, no line can be fitted.
  private static final double SPREAD = 0.2;

  // After this many batches of one size, the estimate has to be made again.
  private static final int STALE = 20;

  // If the time is off by this factor twice in a row, conditions have changed.
  private static final double OFF = 1.6;

  // If it is longer by this factor once, it is a stall.
  private static final double STALL = 4;

  private double weight;
  private double rows;
  private double time;
  private double rowsSquared;
  private double rowsByTime;

  private boolean known;
  private int alike;
  private boolean surprised;
  private boolean surprising;
  private double fixed;
  private double each;

  /** A batch of this many rows took this many nanoseconds. */
  void took(long batch, double nanos) {
    double expected = expected(batch);
    boolean off = known && (nanos > OFF * expected || expected > OFF * nanos);
    surprising = off;
    boolean stall = weight > 0 && nanos > STALL * expected;
    if ((off && surprised) || (stall && !known) || alike >= STALE) {
      forget();
      off = false;
    }
    surprised = off;
    add((double) batch, known && stall ? STALL * expected : nanos);
  }

  /** Whether batches differed enough to tell the two parts apart. */
  boolean known() {
    return known;
  }

  /** Whether the last batch itself told them apart, rather than an earlier one. */
  boolean fresh() {
    return known && alike == 0;
  }

  /** Whether the last batch took far longer or shorter than expected. */
  boolean surprised() {
    return surprising;
  }

  /** Nanoseconds before the first row. */
  double fixed() {
    return fixed;
  }

  /** Nanoseconds per row; 0 if they cannot be determined. */
  double each() {
    return each;
  }

  private double expected(long batch) {
    if (known) {
      return fixed + each * batch;
    }
    return weight == 0 ? 0 : time / weight * Math.max(1, batch * weight / rows);
  }

  private void forget() {
    weight = 0;
    rows = 0;
    time = 0;
    rowsSquared = 0;
    rowsByTime = 0;
    known = false;
    alike = 0;
    fixed = 0;
  }

  private void add(double batch, double nanos) {
    weight = weight * KEPT + 1;
    rows = rows * KEPT + batch;
    time = time * KEPT + nanos;
    rowsSquared = rowsSquared * KEPT + batch * batch;
    rowsByTime = rowsByTime * KEPT + batch * nanos;
    fit();
  }

  private void fit() {
    double meanRows = rows / weight;
    double meanTime = time / weight;
    double variance = rowsSquared / weight - meanRows * meanRows;
    if (variance < SPREAD * SPREAD * meanRows * meanRows) {
      alike++;
      // The fixed part is assumed to be unchanged.
      fixed = Math.min(fixed, meanTime);
      each = (meanTime - fixed) / meanRows;
      return;
    }
    known = true;
    alike = 0;
    each = Math.max(0, (rowsByTime / weight - meanRows * meanTime) / variance);
    fixed = meanTime - each * meanRows;
    if (fixed < 0) {
      fixed = 0;
      each = rowsByTime / rowsSquared;
    }
  }
}
