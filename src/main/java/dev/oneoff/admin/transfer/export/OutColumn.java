package dev.oneoff.admin.transfer.export;

/**
 * A column of what goes out.
 *
 * @param name without the word that says that it is masked
 * @param type in PostgreSQL's words
 */
record OutColumn(String name, String type, boolean masked) {

  static final String MASKED = " (masked)";

  /** What stands in the header, or is the key in JSON. */
  String title() {
    return masked ? name + MASKED : name;
  }
}
