package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.task.Assignment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.query.MutationQuery;

/** The statements that the runner writes. */
public final class BulkStatements {

  // A text in quotes is passed over.
  private static final Pattern PARAMETER = Pattern.compile("'(?:[^']|'')*'|\\?(\\d+)");

  private BulkStatements() {}

  public static BulkStep.Statement update(String entity, Assignment assignment) {
    return new BulkStep.Statement() {
      @Override
      public String head(int first) {
        return "update " + entity + " set " + renumbered(assignment.hql(), first);
      }

      @Override
      public void bind(MutationQuery query, int first) {
        for (int i = 0; i < assignment.parameters().size(); i++) {
          query.setParameter(first + i, assignment.parameters().get(i));
        }
      }
    };
  }

  public static BulkStep.Statement delete(String entity) {
    return new BulkStep.Statement() {
      @Override
      public String head(int first) {
        return "delete from " + entity;
      }

      @Override
      public void bind(MutationQuery query, int first) {}
    };
  }

  // The author counts from 1, and so do the items' own parameters.
  static String renumbered(String hql, int first) {
    Matcher matcher = PARAMETER.matcher(hql);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String number = matcher.group(1);
      matcher.appendReplacement(
          text,
          Matcher.quoteReplacement(
              number == null ? matcher.group() : "?" + (first - 1 + Integer.parseInt(number))));
    }
    return matcher.appendTail(text).toString();
  }
}
