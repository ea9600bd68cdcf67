package dev.oneoff.admin;

/**
 * What this process is. The settings read it from a system property, because Quarkus creates its
 * configuration more than once; a build and a test are neither.
 */
public enum Mode {
  SERVER,
  COMMAND;

  private static final String PROPERTY = "oneoff.mode";

  public void enter() {
    System.setProperty(PROPERTY, name());
  }

  /** For processes that outlive their main: dev mode. */
  public static void leave() {
    System.clearProperty(PROPERTY);
  }

  public boolean entered() {
    return name().equals(System.getProperty(PROPERTY));
  }

  /** Whether this process runs the service at all. */
  public static boolean anyEntered() {
    return System.getProperty(PROPERTY) != null;
  }
}
