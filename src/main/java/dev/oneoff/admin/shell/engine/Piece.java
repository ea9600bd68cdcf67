package dev.oneoff.admin.shell.engine;

/**
 * One snippet at the beginning of a text.
 *
 * @param source the snippet, as JShell wants it
 * @param length how much of the text it takes
 * @param complete whether nothing has to follow
 */
public record Piece(String source, int length, boolean complete) {

  /** Without the blanks around it. */
  public Piece stripped() {
    return new Piece(source.strip(), length, complete);
  }
}
