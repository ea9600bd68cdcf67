package dev.oneoff.admin.transfer.export;

/**
 * An exported column.
 *
 * @param name without the marker for masked columns
 * @param type in PostgreSQL's words
 */
record OutColumn(String name, String type, boolean masked) {

  static final String MASKED = " (masked)";

  /** The name in the header, or the key in JSON. */
  String title() {
    return masked ? name + MASKED : name;
  }
}
