package dev.oneoff.admin.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.task.processor.Javac;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Main classes as services have them. Compiled here, or they would be those of this service. */
class OwnMainTest {

  private static final String CALLED = "own-main-test.called";

  @TempDir static Path classes;

  private static ClassLoader before;
  private static URLClassLoader service;

  @BeforeAll
  static void compile() throws Exception {
    assertThat(
            Javac.compile(
                classes,
                """
                class Mains {
                  // Not public, as Quarkus allows.
                  @io.quarkus.runtime.annotations.QuarkusMain static class Unnamed {
                    static void main(String... arguments) {
                      System.setProperty("own-main-test.called", String.join(" ", arguments));
                    }
                  }
                  @io.quarkus.runtime.annotations.QuarkusMain(name = "second")
                  static class Second implements io.quarkus.runtime.QuarkusApplication {
                    public int run(String... arguments) { return 0; }
                  }
                  static class Plain {
                    public static void main(String[] arguments) {
                      throw new IllegalStateException("as the service's would");
                    }
                  }
                }
                """))
        .isEmpty();
    before = Thread.currentThread().getContextClassLoader();
    service = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(service);
  }

  @AfterAll
  static void leave() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    service.close();
    System.clearProperty(CALLED);
  }

  @Test
  void aServiceWithoutOneHasNone() {
    assertThat(OwnMain.of(Optional.empty(), Set.of())).isEmpty();
    assertThat(OwnMain.of(Optional.empty(), Set.of("shop.Mains$Second"))).isEmpty();
  }

  @Test
  void theOneWithoutANameRunsUnlessAnotherIsNamed() {
    OwnMain main = OwnMain.of(Optional.empty(), Listed.MAINS.read()).orElseThrow();

    assertThat(OwnMain.possible()).isTrue();
    assertThat(main.application()).isEmpty();
    assertThat(main.run("one", "--two")).isEqualTo(ExitCode.DONE);
    assertThat(System.getProperty(CALLED)).isEqualTo("one --two");
  }

  @Test
  void oneIsFoundByItsNameAndByItsClass() {
    assertThat(found("second").application().orElseThrow().getName())
        .isEqualTo("shop.Mains$Second");
    assertThat(found("shop.Mains$Second").application()).isPresent();
    assertThat(found("shop.Mains$Plain").application()).isEmpty();
  }

  @Test
  void aFailureIsReportedAsJavaDoes() {
    List<String> reported = new ArrayList<>();
    Thread thread = Thread.currentThread();
    thread.setUncaughtExceptionHandler((where, failure) -> reported.add(failure.toString()));
    try {
      assertThat(found("shop.Mains$Plain").run()).isEqualTo(ExitCode.FAILED);
    } finally {
      thread.setUncaughtExceptionHandler(null);
    }

    assertThat(reported).containsExactly("java.lang.IllegalStateException: as the service's would");
  }

  @Test
  void whatIsNoMainClassIsNamed() {
    assertThatExceptionOfType(AdminException.class)
        .isThrownBy(() -> found("shop.Gone"))
        .withMessageContaining("shop.Gone")
        .withMessageContaining("quarkus.package.main-class")
        .matches(e -> e.reason() == AdminException.Cause.CONFIGURATION);
    OwnMain none = found("shop.Mains");
    assertThatExceptionOfType(AdminException.class)
        .isThrownBy(none::run)
        .withMessageContaining("shop.Mains")
        .matches(e -> e.reason() == AdminException.Cause.CONFIGURATION);
  }

  private static OwnMain found(String named) {
    return OwnMain.of(Optional.of(named), Listed.MAINS.read()).orElseThrow();
  }
}
