package dev.oneoff.admin.run.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scale of round numbers around the values.
 *
 * @param step between two ticks; 1, 2 or 5 times a power of ten
 */
record Axis(double min, double max, double step) {

  private static final int TICKS = 5;

  /**
   * The scale for these values.
   *
   * @param fromZero whether lengths are compared, as in a bar chart: then it has to start at zero
   */
  static Axis of(double lowest, double highest, boolean fromZero) {
    double low = lowest;
    double high = highest;
    // A line that would only occupy the upper half need not start at zero.
    if (fromZero || (low >= 0 && low < high / 2)) {
      low = Math.min(0, low);
      high = Math.max(0, high);
    }
    if (low == high) {
      high = low == 0 ? 1 : low + Math.abs(low) / 2;
    }
    double step = round((high - low) / TICKS);
    return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
  }

  private static double round(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double nice = digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10;
    return nice * power;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    // By multiplication, because sums of fractions drift.
    long count = Math.round((max - min) / step);
    for (long i = 0; i <= count; i++) {
      ticks.add(min + i * step);
    }
    return ticks;
  }

  /** The position of a value: 0 at the start of the axis, 1 at its end. */
  double place(double value) {
    return (value - min) / (max - min);
  }

  /** A tick's label, no longer than necessary. */
  String label(double tick) {
    double largest = Math.max(Math.abs(min), Math.abs(max));
    if (largest >= 1e15) {
      return String.format(Locale.ROOT, "%.2g", tick);
    }
    if (largest >= 1e9) {
      return scaled(tick, 1e9, "G");
    }
    return largest >= 1e6 ? scaled(tick, 1e6, "M") : grouped(tick, decimals(step));
  }

  private String scaled(double tick, double unit, String name) {
    return tick == 0 ? "0" : grouped(tick / unit, decimals(step / unit)) + name;
  }

  private static int decimals(double step) {
    return step >= 1 ? 0 : (int) Math.min(9, Math.ceil(-Math.log10(step) - 1e-9));
  }

  static String grouped(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number == 0 ? 0.0 : number);
  }
}
