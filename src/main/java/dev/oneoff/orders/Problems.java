package dev.oneoff.orders;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The only place that knows which failure has which HTTP status. The extension for problem details
 * handles everything else.
 */
class Problems {

  /** Before any mapper of the same exception in an extension. */
  private static final int FIRST = 1;

  @ServerExceptionMapper
  Response refused(RefusedException refused, UriInfo uri) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case MISSING -> problem(404, "Not Found", detail, uri);
      case CONFLICT -> problem(409, "Conflict", detail, uri);
      case STALE -> problem(412, "Precondition Failed", detail, uri);
      case UNKNOWN_REFERENCE -> problem(422, "Unprocessable Content", detail, uri);
    };
  }

  @ServerExceptionMapper
  Response overtaken(OptimisticLockException overtaken, UriInfo uri) {
    return problem(
        409,
        "Conflict",
        "Somebody else changed it at the same time. Read it again, then decide.",
        uri);
  }

  /** JAX-RS would report an unreadable parameter as an address that does not exist. */
  @ServerExceptionMapper(priority = FIRST)
  Response notFound(NotFoundException notFound, UriInfo uri) {
    return notFound.getCause() == null
        ? problem(404, "Not Found", "There is nothing at this address.", uri)
        : problem(400, "Bad Request", "A value in the path or query has the wrong form.", uri);
  }

  /** Jackson's own message names our classes. */
  @ServerExceptionMapper(
      value = {MismatchedInputException.class, InvalidFormatException.class},
      priority = FIRST)
  Response misread(MismatchedInputException misread, UriInfo uri) {
    Class<?> wanted = misread.getTargetType();
    String reason =
        wanted != null && wanted.isEnum()
            ? String.format(
                Locale.ROOT, "is none of %s.", Arrays.toString(wanted.getEnumConstants()))
            : "has the wrong type.";
    return problem(400, "Bad Request", place(misread.getPath()) + " " + reason, uri);
  }

  /** For example {@code lines[0].quantity}. */
  private static String place(List<Reference> path) {
    String place =
        path.stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(joining());
    return place.isEmpty() ? "The body" : place.replaceFirst("^\\.", "");
  }

  private static Response problem(int status, String title, String detail, UriInfo uri) {
    return HttpProblem.builder()
        .withStatus(status)
        .withTitle(title)
        .withDetail(detail)
        .withInstance(URI.create(uri.getRequestUri().getRawPath()))
        .build()
        .toResponse();
  }
}
