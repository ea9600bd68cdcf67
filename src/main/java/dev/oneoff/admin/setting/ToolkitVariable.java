package dev.oneoff.admin.setting;

import java.util.stream.Stream;

/**
 * An environment variable that the toolkit reads and that is not derived from the name of a setting
 * of its own: {@code docs/settings.md} is made of them too.
 */
enum ToolkitVariable {
  DATABASE_URL(
      "where the database is, percent-encoded",
      "postgres://user:password@host:5432/name?sslmode=require"),
  DATABASE_DIRECT_URL(
      "the same database, bypassing a connection pooler, for whatever needs a session of its own",
      "postgres://user:password@host:5432/name"),
  DATABASE_READONLY_URL(
      "the same database as a role that cannot write, for whatever only reads",
      "postgres://reader:password@host:5432/name"),
  DATABASE_URL_FILE(
      "the name of a file that holds the address, as Docker and Kubernetes mount secrets",
      "/run/secrets/database-url"),
  DATABASE_DIRECT_URL_FILE("the same for the direct address", "/run/secrets/direct-url"),
  DATABASE_READONLY_URL_FILE("the same for the reading role's", "/run/secrets/readonly-url"),
  ONEOFF_CACHE(
      "for the script `target/app`: `off` [starts without a class"
          + " cache](production.md#starting-fast), `wait` waits until it is made",
      "off"),
  JAVA_HOME("for the same script: the Java that it starts", "/opt/java"),
  XDG_CACHE_HOME(
      "where the same script keeps its class caches; `~/.cache` otherwise", "/var/cache"),
  XDG_CONFIG_HOME(
      "where the shell looks for its [start files](consoles.md); `~/.config` otherwise",
      "/etc/xdg"),
  XDG_DATA_HOME(
      "where the [local PostgreSQL](configuration.md#the-local-postgresql) lives, unless"
          + " `oneoff.local.directory` says; `~/.local/share` otherwise",
      "/var/lib"),
  XDG_STATE_HOME("where consoles keep their histories; `~/.local/state` otherwise", "/var/state"),
  LOCALAPPDATA("on Windows, instead of the last two", "C:\\Users\\ann\\AppData\\Local"),
  NO_COLOR("nothing is printed in color", "1"),
  TERM("`dumb`: no color, and no line editing", "dumb"),
  COLUMNS("how wide tables and help are printed", "120"),
  LINES("how many lines the terminal has, if it does not say", "50"),
  PAGER("the program that shows a long result; `cat` for none", "less -S"),
  VISUAL("the editor for a statement or a snippet", "vim"),
  EDITOR("the same, where `VISUAL` is not set", "nano"),
  INPUTRC("the readline configuration whose `editing-mode` a prompt takes", "~/.inputrc");

  private final String meaning;
  private final String example;

  ToolkitVariable(String meaning, String example) {
    this.meaning = meaning;
    this.example = example;
  }

  static Stream<String> names() {
    return Stream.of(values()).map(ToolkitVariable::name);
  }

  String meaning() {
    return meaning;
  }

  String example() {
    return example;
  }
}
