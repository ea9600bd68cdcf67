package dev.oneoff.admin.shell.prompt;

import dev.oneoff.admin.cli.terminal.WordArguments;
import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.engine.TypedNames;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/**
 * What could follow, with its types: Java, and HQL and SQL in strings. After an opening parenthesis
 * it shows the method's parameters, and completions only when requested again.
 */
public final class JavaCompleter implements Completer {

  // Each costs a look-up by the compiler.
  private static final int DESCRIBED = 12;

  // What Hibernate, Arc and the like generate from a class, next to it or inside it.
  private static final Pattern GENERATED =
      Pattern.compile(
          ".*\\$\\$.*|[A-Z]\\w*(?:_|\\$.*"
              + "|_(?:Bean|ClientProxy|Subclass|Observer|Synthetic|Shared|Lazy)(?:_\\w*|\\$.*)?)");
  private static final Pattern ARGUMENTS = Pattern.compile("(?s)(?<word>:[\\w-]+)\\s+(?<rest>.*)");
  private static final Set<String> SQL = Set.of(":sql", ":explain");
  // Everything has them, so they are seldom meant.
  private static final Set<String> OBJECTS =
      Stream.of(Object.class.getMethods()).map(Method::getName).collect(Collectors.toSet());

  private final JavaEngine engine;
  private final List<String> words;
  private final HqlStrings hql;
  private final SqlStrings sql;
  private final Signatures signatures;
  private @Nullable String signed;

  /**
   * Completes Java and the prompt's own words.
   *
   * @param words such as {@code :help}
   */
  public JavaCompleter(
      JavaEngine engine,
      List<String> words,
      HqlStrings hql,
      SqlStrings sql,
      Signatures signatures) {
    this.sql = sql;
    this.signatures = signatures;
    this.engine = engine;
    this.words = words;
    this.hql = hql;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String typed = line.line().substring(0, line.cursor());
    if (typed.startsWith(":")) {
      ofThePrompt(typed, line.line().substring(line.cursor()), candidates);
      return;
    }
    Optional<OpenText> text = OpenText.at(line.line(), line.cursor());
    if (text.isPresent()) {
      text.flatMap(hql::in)
          .or(() -> text.flatMap(sql::in))
          .ifPresent(query -> add(query, typed, candidates));
    } else if (!showsSignatures(reader, typed)) {
      java(typed, candidates);
    }
  }

  private static void add(HqlStrings.Proposed query, String typed, List<Candidate> candidates) {
    String before = typed.substring(0, typed.length() - query.word().length());
    query.fitting().forEach(name -> candidates.add(candidate(before, name, null)));
  }

  private void ofThePrompt(String typed, String behind, List<Candidate> candidates) {
    Matcher begun = ARGUMENTS.matcher(typed);
    if (!begun.matches()) {
      words.stream()
          .filter(word -> word.startsWith(typed))
          .forEach(word -> candidates.add(new Candidate(word)));
    } else if (SQL.contains(begun.group("word"))) {
      add(sql.at(begun.group("rest"), behind), typed, candidates);
    } else {
      int last = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('\t')) + 1;
      WordArguments.of(typed.substring(0, last).strip(), typed.substring(last))
          .forEach(name -> candidates.add(candidate(typed.substring(0, last), name, null)));
    }
  }

  // They are not candidates: nobody chooses one.
  private boolean showsSignatures(LineReader reader, String typed) {
    if (!typed.stripTrailing().endsWith("(") || typed.equals(signed)) {
      signed = null;
      return false;
    }
    List<String> taken = signatures.taken(typed);
    if (taken.isEmpty()) {
      return false;
    }
    signed = typed;
    reader.printAbove(String.join("\n", taken));
    return true;
  }

  private void java(String typed, List<Candidate> candidates) {
    SourceCodeAnalysis analysis = engine.jshell().sourceCodeAnalysis();
    String code = engine.meant(typed);
    int[] anchor = new int[1];
    Set<String> continuations =
        analysis.completionSuggestions(code, code.length(), anchor).stream()
            .map(SourceCodeAnalysis.Suggestion::continuation)
            .filter(continuation -> !GENERATED.matcher(continuation).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    // The replacement for _ is longer than it is.
    String before = typed.substring(0, Math.max(0, typed.length() - code.length() + anchor[0]));
    boolean described = continuations.size() <= DESCRIBED;
    for (String each : continuations) {
      candidates.add(
          candidate(before, each, described ? description(analysis, before, each) : null));
    }
  }

  private static Candidate candidate(
      String before, String continuation, @Nullable String description) {
    return new Candidate(
        before + continuation,
        continuation,
        null,
        description,
        null,
        null,
        false,
        OBJECTS.contains(continuation.replaceFirst("\\(.*", "")) ? 1 : 0);
  }

  private String description(SourceCodeAnalysis analysis, String before, String continuation) {
    String code = engine.meant(before + continuation);
    return analysis.documentation(code, code.length(), false).stream()
        .map(SourceCodeAnalysis.Documentation::signature)
        .map(TypedNames::inSignature)
        .limit(2)
        .collect(Collectors.joining(" | "));
  }
}
