package dev.oneoff.admin.shell;

import dev.oneoff.admin.shell.http.Http;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What snippets can call without naming a class. */
public final class Helpers {

  /** Work that returns nothing. */
  public interface Block {
    void run() throws Exception;
  }

  /** The service's own endpoints, in this process: {@code http.get("/api/orders")}. */
  public static final Http http = new Http();

  private static @Nullable Toolbox toolbox;

  private Helpers() {}

  static void install(Toolbox installed) {
    toolbox = installed;
  }

  private static Toolbox toolbox() {
    if (toolbox == null) {
      throw new IllegalStateException("No shell is open.");
    }
    return toolbox;
  }

  /**
   * The service's bean of this type.
   *
   * @throws dev.oneoff.admin.AdminException {@code FAILED} if there is none, or several
   */
  public static <T> T bean(Class<T> type) {
    return toolbox().bean(type);
  }

  /** Does the work in a transaction, the open one or a new one; a failure rolls it back. */
  public static <T extends @Nullable Object> T tx(Callable<T> work) {
    return toolbox().tx(work);
  }

  /** Does the work in a transaction, the open one or a new one; a failure rolls it back. */
  public static void tx(Block block) {
    toolbox()
        .<@Nullable Object>tx(
            () -> {
              block.run();
              return null;
            });
  }

  /**
   * Runs one SQL statement and prints its rows. It joins the open transaction.
   *
   * @param parameters one for each {@code ?}
   */
  public static void sql(String statement, @Nullable Object... parameters) {
    toolbox().sql(statement, parameters);
  }

  /** Prints the first page of a query, a collection or a stream. */
  public static void page(Object many) {
    page(many, 1);
  }

  /** Prints one page of a query, a collection or a stream; the first is number 1. */
  public static void page(Object many, int number) {
    toolbox().values().page(many, number);
  }

  /** Prints the next rows of whatever was printed last. */
  public static void more() {
    toolbox().values().more();
  }

  /** Prints a value as the shell does. */
  public static void print(@Nullable Object value) {
    toolbox().values().print(value);
  }
}
