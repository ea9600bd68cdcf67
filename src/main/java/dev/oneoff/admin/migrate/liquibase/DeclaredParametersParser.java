package dev.oneoff.admin.migrate.liquibase;

import com.google.auto.service.AutoService;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.ChangeLogParseException;
import liquibase.parser.ChangeLogParser;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;
import org.jboss.logging.Logger;

/**
 * Makes Liquibase substitute only declared parameters in a changelog. By default it treats every
 * environment variable and every JVM property as a parameter, in preference to the declared ones:
 * what is stored, and the checksum, would depend on the machine. As a parser it applies to every
 * read, including the one when Quarkus itself starts.
 */
@AutoService(ChangeLogParser.class)
public final class DeclaredParametersParser implements ChangeLogParser {

  private static final String BELOW = DeclaredParametersParser.class.getName();
  private static final Logger LOG = Logger.getLogger(DeclaredParametersParser.class);

  @Override
  public int getPriority() {
    return 100;
  }

  /**
   * A file that includes others is read here once; those that it includes use the same parameters.
   */
  @Override
  public boolean supports(String file, ResourceAccessor resources) {
    return !Scope.getCurrentScope().get(BELOW, false) && actual(file, resources).isPresent();
  }

  @Override
  public DatabaseChangeLog parse(
      String file, ChangeLogParameters parameters, ResourceAccessor resources)
      throws ChangeLogParseException {
    forgetSurroundings(parameters);
    return below(file, parameters, resources);
  }

  /** Whether Liquibase can read such a file. */
  public static boolean knows(String file, ResourceAccessor resources) {
    return actual(file, resources).isPresent();
  }

  /** As Liquibase reads it by default, with the environment of this process. */
  public static DatabaseChangeLog withSurroundings(
      String file, ChangeLogParameters parameters, ResourceAccessor resources)
      throws ChangeLogParseException {
    return below(file, parameters, resources);
  }

  private static DatabaseChangeLog below(
      String file, ChangeLogParameters parameters, ResourceAccessor resources)
      throws ChangeLogParseException {
    ChangeLogParser parser =
        actual(file, resources)
            .orElseThrow(() -> new ChangeLogParseException("No parser knows " + file));
    try {
      return Scope.child(Map.of(BELOW, true), () -> parser.parse(file, parameters, resources));
    } catch (ChangeLogParseException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ChangeLogParseException(e);
    }
  }

  private static Optional<ChangeLogParser> actual(String file, ResourceAccessor resources) {
    return ChangeLogParserFactory.getInstance().getParsers().stream()
        .filter(parser -> !(parser instanceof DeclaredParametersParser))
        .filter(parser -> parser.supports(file, resources))
        .findFirst();
  }

  // They are in a list of their own, which is not otherwise accessible.
  private static void forgetSurroundings(ChangeLogParameters parameters) {
    try {
      Field field = ChangeLogParameters.class.getDeclaredField("systemParameters");
      field.setAccessible(true);
      ((List<?>) field.get(parameters)).clear();
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("This Liquibase replaces variables of the environment in a changelog.", e);
    }
  }
}
