package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.start.Extension;
import dev.oneoff.admin.transfer.imports.check.BeanChecks;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.Optional;
import java.util.function.Consumer;

/** What an import uses of the booted service. */
@Dependent
@Unremovable
public class ImportBeans {

  private final Entities entities;

  @Inject
  public ImportBeans(Entities entities) {
    this.entities = entities;
  }

  Entities entities() {
    return entities;
  }

  /** Empty if the service has no Bean Validation, or no constraint on these columns. */
  Optional<BeanChecks> checks(BeanChecks.Subject subject, Consumer<String> say) {
    return Extension.BEAN_VALIDATION.present()
        ? ByValidator.checks(subject, say)
        : Optional.empty();
  }

  /** Loaded only if there is Bean Validation. */
  private static final class ByValidator {

    static Optional<BeanChecks> checks(BeanChecks.Subject subject, Consumer<String> say) {
      InstanceHandle<Validator> validator = Arc.container().instance(Validator.class);
      return validator.isAvailable()
          ? BeanChecks.of(validator.get(), subject, say)
          : Optional.empty();
    }
  }
}
