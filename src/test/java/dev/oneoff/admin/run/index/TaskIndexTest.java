package dev.oneoff.admin.run.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.task.processor.Javac;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskIndexTest {

  private static final String GROW =
      """
      @Task(description = "Grows.", deleteBy = "2027-06-30")
      class GrowBeards implements BulkFix<String> {
        static final Object NEVER = Integer.valueOf("initialized");
        public Items<String> items() { return null; }
        public Assignment assignment() { return null; }
      }
      """;

  private static final String SWEEP =
      """
      @Task(description = "Sweeps.")
      class SweepFloors implements BatchCleanup {
        final String broom;
        final int strokes;
        private SweepFloors(String broom, int strokes) { this.broom = broom; this.strokes = strokes; }
        public int deleteBatch(int limit) { return 0; }
      }
      """;

  private static final String SWEEP_ELSEWHERE =
      """
      class Elsewhere {
        @Task(description = "Sweeps elsewhere.")
        static class SweepFloors implements BatchCleanup {
          SweepFloors(String broom) { broom.length(); }
          public int deleteBatch(int limit) { return 0; }
        }
      }
      """;

  @TempDir Path directory;
  private Path one;
  private URLClassLoader loader;

  // Not the service's own tasks, but those of two jars.
  @BeforeEach
  void jars() throws IOException {
    one = directory.resolve("one");
    ClassLoader toolkit = getClass().getClassLoader();
    loader =
        new URLClassLoader(
            new URL[] {directory("one"), directory("two")},
            new ClassLoader(null) {
              @Override
              protected Class<?> findClass(String name) throws ClassNotFoundException {
                return toolkit.loadClass(name);
              }
            });
  }

  private URL directory(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name)).toUri().toURL();
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void itReadsNamesAndDescriptionsAndCreatesNothing() throws Exception {
    assertThat(Javac.compile(one, GROW)).isEmpty();
    assertThat(Javac.compile(directory.resolve("two"), SWEEP)).isEmpty();

    TaskIndex index = TaskIndex.in(loader);

    assertThat(index.tasks(TaskKind.FIX))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.name()).isEqualTo("grow-beards");
              assertThat(task.description()).isEqualTo("Grows.");
              assertThat(task.deleteBy()).contains(LocalDate.of(2027, 6, 30));
              assertThat(task.type()).hasToString("class shop.GrowBeards");
            });
    assertThat(index.tasks(TaskKind.CLEANUP))
        .extracting(TaskType::name)
        .containsExactly("sweep-floors");
    assertThat(index.tasks(TaskKind.REPORT)).isEmpty();
    assertThat(index.find("sweep-floors")).isPresent();
    assertThat(index.find("grow")).isEmpty();
  }

  @Test
  void itReadsServiceEntriesToo() throws Exception {
    Javac.compile(one, SWEEP);
    Files.move(
        one.resolve("META-INF/services/dev.oneoff.admin.task.Task"),
        one.resolve("META-INF/services/dev.oneoff.admin.task.BatchCleanup"));

    assertThat(TaskIndex.in(loader).find("sweep-floors")).isPresent();
  }

  @Test
  void twoTasksOfOneNameAreAnError() throws Exception {
    Javac.compile(one, SWEEP);
    Javac.compile(directory.resolve("two"), SWEEP_ELSEWHERE);

    assertThatThrownBy(() -> TaskIndex.in(loader))
        .isInstanceOf(AdminException.class)
        .hasMessage(
            "Two tasks are called sweep-floors: shop.Elsewhere$SweepFloors and shop.SweepFloors."
                + " Rename one.");
  }

  @Test
  void aDeletedClassIsNoLongerATask() throws Exception {
    Javac.compile(one, GROW);
    Files.delete(one.resolve("shop/GrowBeards.class"));

    assertThat(TaskIndex.in(loader).tasks(TaskKind.FIX)).isEmpty();
  }

  @Test
  void aTaskIsNotOverdueOnItsDeletionDay() throws Exception {
    Javac.compile(one, GROW + SWEEP);
    TaskType grow = task("grow-beards");

    assertThat(grow.overdue(LocalDate.of(2027, 6, 30))).isFalse();
    assertThat(grow.overdue(LocalDate.of(2027, 7, 1))).isTrue();
    assertThat(task("sweep-floors").overdue(LocalDate.MAX)).isFalse();
  }

  @Test
  void anObjectWithoutBeansIsGivenNothing() throws Exception {
    Javac.compile(one, SWEEP);

    assertThat(task("sweep-floors").withoutBeans())
        .hasFieldOrPropertyWithValue("broom", null)
        .hasFieldOrPropertyWithValue("strokes", 0);
  }

  @Test
  void aConstructorThatUsesItsArgumentsIsExplained() throws Exception {
    Javac.compile(one, SWEEP_ELSEWHERE);

    assertThatThrownBy(() -> task("sweep-floors").withoutBeans())
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("sweep-floors cannot be created to read its options");
  }

  private TaskType task(String name) {
    return TaskIndex.in(loader).find(name).orElseThrow();
  }
}
