package dev.oneoff.admin.task.processor;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Listed;
import javax.annotation.processing.Processor;
import javax.lang.model.element.TypeElement;

/**
 * Lists a module's main classes: the toolkit's own takes their place, and hands over to the
 * service's when it is to serve.
 */
@AutoService(Processor.class)
public final class MainProcessor extends ListingProcessor {

  private static final String MAIN = "io.quarkus.runtime.annotations.QuarkusMain";

  @Override
  Listed list() {
    return Listed.MAINS;
  }

  @Override
  boolean belongs(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .anyMatch(mirror -> mirror.getAnnotationType().toString().equals(MAIN));
  }
}
