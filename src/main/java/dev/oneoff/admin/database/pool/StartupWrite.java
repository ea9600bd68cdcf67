package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.database.SqlState;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Explains a boot that failed because something in it tried to write: what, and how to avoid it.
 */
public final class StartupWrite {

  /** Libraries that a service does not call by hand, by the packages of their classes. */
  private static final Map<String, String> TOOLS =
      Map.of(
          "org.flywaydb.", "Flyway",
          "liquibase.", "Liquibase",
          "org.hibernate.tool.schema.", "Hibernate's schema management");

  private static final List<String> NOT_THE_SERVICE =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "jakarta.",
          "org.postgresql.",
          "org.hibernate.",
          "org.jboss.",
          "org.eclipse.",
          "com.arjuna.",
          "io.agroal.",
          "io.quarkus.",
          "io.smallrye.",
          "io.vertx.",
          "io.netty.",
          "dev.oneoff.admin.");

  private StartupWrite() {}

  /** What to report instead, if that is why the boot failed. */
  public static Optional<AdminException> explain(Throwable bootFailure) {
    return all(bootFailure)
        .filter(cause -> cause instanceof SQLException e && SqlState.of(e) == SqlState.READ_ONLY)
        .findFirst()
        .map(refused -> refusal(refused, bootFailure));
  }

  private static AdminException refusal(Throwable refused, Throwable bootFailure) {
    return AdminException.refused(
        writer(refused)
            + " writes when the service starts, but a command starts it read-only: "
            + String.valueOf(refused.getMessage()).lines().findFirst().orElse("")
            + ". Leave that to the server (profile 'admin' is active in commands only), or let it"
            + " write in commands too with "
            + OwnSetting.ALLOW_STARTUP_WRITES
            + "=true.",
        bootFailure);
  }

  private static String writer(Throwable refused) {
    List<StackTraceElement> frames = List.of(refused.getStackTrace());
    Optional<String> tool =
        frames.stream()
            .flatMap(
                frame ->
                    TOOLS.entrySet().stream()
                        .filter(entry -> frame.getClassName().startsWith(entry.getKey())))
            .map(Map.Entry::getValue)
            .findFirst();
    Optional<String> caller =
        frames.stream().filter(StartupWrite::ofTheService).map(StartupWrite::name).findFirst();
    if (tool.isPresent()) {
      return tool.get() + caller.map(name -> ", called by " + name + ",").orElse("");
    }
    return caller.orElse("Something");
  }

  private static boolean ofTheService(StackTraceElement frame) {
    String type = frame.getClassName();
    return NOT_THE_SERVICE.stream().noneMatch(type::startsWith)
        && TOOLS.keySet().stream().noneMatch(type::startsWith)
        && !type.contains("_Observer_")
        && !type.contains("_ClientProxy")
        && !type.contains("_Bean");
  }

  // Without what Quarkus has added to the names of the class and the method.
  private static String name(StackTraceElement frame) {
    return frame.getClassName().replaceFirst("_Subclass.*", "")
        + "."
        + frame.getMethodName().replaceFirst("\\$\\$superforward.*", "");
  }

  // Transactions keep failures of their completion among the suppressed exceptions.
  private static Stream<Throwable> all(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
    while (!open.isEmpty()) {
      Throwable next = open.pop();
      if (seen.add(next)) {
        Stream.concat(Stream.ofNullable(next.getCause()), Stream.of(next.getSuppressed()))
            .forEach(open::push);
      }
    }
    return seen.stream();
  }
}
