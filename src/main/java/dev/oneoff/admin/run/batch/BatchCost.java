package dev.oneoff.admin.run.batch;

/**
 * What a batch costs: a fixed part, which is waiting for the network above all, and a part for each
 * row. Both are a line through what the last batches took, by least squares; older ones count less.
 */
final class BatchCost {

  private static final double KEPT = 0.9;

  // Below, as a part of their mean, sizes differ too little for a line.
  private static final double SPREAD = 0.2;

  // What was found out holds for so many batches of one size; then it is found out again.
  private static final int STALE = 20;

  // Twice in a row so many times longer or shorter than expected: everything is different by now.
  private static final double OFF = 1.6;

  // Once so many times longer is a stall.
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

  /** A batch of this many rows took so many nanoseconds. */
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

  /** Whether the last batch has just told them apart, and it is not only believed since. */
  boolean fresh() {
    return known && alike == 0;
  }

  /** Whether the last batch took far longer or shorter than was expected. */
  boolean surprised() {
    return surprising;
  }

  /** Nanoseconds before the first row. */
  double fixed() {
    return fixed;
  }

  /** Nanoseconds for a row; 0 where none can be made out. */
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
      // The fixed part is believed to be what it was.
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
