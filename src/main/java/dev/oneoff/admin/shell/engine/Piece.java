package dev.oneoff.admin.shell.engine;

/**
 * One snippet at the beginning of a text.
 *
 * @param source the snippet, in the form that JShell expects
 * @param length how much of the text it takes up
 * @param complete whether nothing has to follow
 */
public record Piece(String source, int length, boolean complete) {

  /** Without the surrounding whitespace. */
  public Piece stripped() {
    return new Piece(source.strip(), length, complete);
  }
}
