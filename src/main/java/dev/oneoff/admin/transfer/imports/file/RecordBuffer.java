package dev.oneoff.admin.transfer.imports.file;

import java.util.Arrays;

/**
 * Some records of a file, in a few reusable arrays: no object for each value, however many there
 * are.
 */
public final class RecordBuffer {

  /** A chunk ends at this many characters, even if it has room for more records. */
  private static final int FULL = 1 << 21;

  private final int width;
  private final int capacity;
  private final long[] lines;
  private final int[] ends;
  private final boolean[] nulls;
  private final boolean[] rejected;
  private char[] text = new char[1 << 16];
  private int length;
  private int rows;
  private int field;
  private int begin;

  /**
   * An empty one.
   *
   * @param width how many values a record has
   * @param capacity how many records fit
   */
  public RecordBuffer(int width, int capacity) {
    this.width = width;
    this.capacity = capacity;
    this.lines = new long[capacity];
    this.ends = new int[capacity * width];
    this.nulls = new boolean[capacity * width];
    this.rejected = new boolean[capacity];
  }

  /**
   * Clears its records; its arrays are kept, except for one grown by an extraordinarily long
   * record.
   */
  public void clear() {
    if (text.length > 2 * FULL) {
      text = new char[1 << 16];
    }
    rows = 0;
    length = 0;
    Arrays.fill(rejected, false);
  }

  public boolean full() {
    return rows == capacity || length >= FULL;
  }

  /** How many records fit. */
  public int capacity() {
    return capacity;
  }

  public int rows() {
    return rows;
  }

  /** How many values a record has. */
  public int width() {
    return width;
  }

  /** The line on which a record begins, from 1. */
  public long line(int row) {
    return lines[row];
  }

  /** Whether this record was found to be invalid. */
  public boolean rejected(int row) {
    return rejected[row];
  }

  public void reject(int row) {
    rejected[row] = true;
  }

  public boolean isNull(int row, int column) {
    return nulls[row * width + column];
  }

  /** Where the values' characters are; valid until the next record is added. */
  public char[] text() {
    return text;
  }

  public int from(int row, int column) {
    int index = row * width + column;
    return index == 0 ? 0 : ends[index - 1];
  }

  public int to(int row, int column) {
    return ends[row * width + column];
  }

  /** As a string; not for use on every value. */
  public String value(int row, int column) {
    int from = from(row, column);
    return new String(text, from, to(row, column) - from);
  }

  void begin(long line) {
    lines[rows] = line;
    field = 0;
    begin = length;
  }

  /** Adds a value to the current record; surplus values are only counted. */
  void add(char[] from, int offset, int count, boolean isNull) {
    if (field < width) {
      ensure(count);
      System.arraycopy(from, offset, text, length, count);
      length += count;
      int index = rows * width + field;
      ends[index] = length;
      nulls[index] = isNull;
    }
    field++;
  }

  /** How many values the current record has so far. */
  int fields() {
    return field;
  }

  /** How many characters the current record has so far. */
  int size() {
    return length - begin;
  }

  void end() {
    rows++;
  }

  /** Discards the current record. */
  void discard() {
    length = begin;
    field = 0;
  }

  private void ensure(int more) {
    if (text.length - length < more) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
    }
  }
}
