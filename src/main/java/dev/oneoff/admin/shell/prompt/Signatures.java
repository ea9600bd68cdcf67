package dev.oneoff.admin.shell.prompt;

import dev.oneoff.admin.shell.engine.JavaEngine;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** What {@code ?name} asks for: how a class, a method or a variable is declared. */
public final class Signatures {

  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

  private Signatures() {}

  /**
   * The lines that say it: of a method each of its kinds, with Javadoc where the JDK's sources are
   * there.
   *
   * @param name as one would type it: {@code orders.changeStatus}, {@code Customer}
   */
  public static List<String> of(JavaEngine engine, String name) {
    String code = engine.meant(name);
    SourceCodeAnalysis analysis = engine.jshell().sourceCodeAnalysis();
    List<Documentation> found =
        Stream.of(code + "(", "new " + code + "(", code)
            .flatMap(each -> analysis.documentation(each, each.length(), true).stream())
            .toList();
    return found.stream().flatMap(Signatures::lines).distinct().toList();
  }

  private static Stream<String> lines(Documentation each) {
    // Without packages it fits a line.
    String signature = PACKAGE.matcher(each.signature()).replaceAll("");
    String javadoc = each.javadoc();
    return javadoc == null
        ? Stream.of(signature)
        : Stream.concat(Stream.of(signature), javadoc.lines().map(line -> "    " + line));
  }
}
