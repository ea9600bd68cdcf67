package dev.oneoff.admin.run.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskBeansTest {

  @Inject TaskBeans beans;

  @Test
  void everyRunGetsItsOwnTaskBean() {
    Stream.of(TaskKind.values())
        .flatMap(kind -> TaskIndex.read().tasks(kind).stream())
        .forEach(
            task ->
                assertThat(beans.create(task))
                    .isInstanceOf(task.type())
                    .isNotSameAs(beans.create(task)));
  }

  @Test
  void aTaskGetsWhatItInjects() {
    TaskType task = TaskIndex.read().find("backfill-slugs").orElseThrow();

    assertThat(beans.create(task)).extracting("slugs").isNotNull();
  }
}
