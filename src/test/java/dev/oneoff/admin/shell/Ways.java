package dev.oneoff.admin.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What one snippet defines and a test runs one by one: compiling takes longer than running. */
public final class Ways {

  /** A projection of the service's. */
  public record Address(String name, String email) {}

  private static final Map<Integer, Callable<Object>> ALL = new LinkedHashMap<>();

  private Ways() {}

  public static void add(int number, Callable<Object> way) {
    ALL.put(number, way);
  }

  static Callable<Object> get(int number) {
    return ALL.get(number);
  }
}
