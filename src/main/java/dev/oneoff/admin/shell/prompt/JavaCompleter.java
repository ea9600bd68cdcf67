package dev.oneoff.admin.shell.prompt;

import dev.oneoff.admin.shell.engine.JavaEngine;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What could follow, with its types; where nothing could, what the method at the cursor takes. */
public final class JavaCompleter implements Completer {

  // Each costs a compiler's look.
  private static final int DESCRIBED = 12;

  private final JavaEngine engine;
  private final List<String> words;

  /**
   * Completes Java and the prompt's own words.
   *
   * @param words as {@code :help}
   */
  public JavaCompleter(JavaEngine engine, List<String> words) {
    this.engine = engine;
    this.words = words;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String typed = line.line().substring(0, line.cursor());
    if (typed.startsWith(":")) {
      words.stream()
          .filter(word -> word.startsWith(typed))
          .forEach(word -> candidates.add(new Candidate(word)));
      return;
    }
    SourceCodeAnalysis analysis = engine.jshell().sourceCodeAnalysis();
    String code = engine.meant(typed);
    int[] anchor = new int[1];
    Set<String> continuations =
        analysis.completionSuggestions(code, code.length(), anchor).stream()
            .map(SourceCodeAnalysis.Suggestion::continuation)
            .filter(continuation -> !continuation.startsWith("$$_"))
            .collect(Collectors.toCollection(TreeSet::new));
    // What stands for _ is longer than it is.
    String before = typed.substring(0, Math.max(0, typed.length() - code.length() + anchor[0]));
    for (String continuation : continuations) {
      candidates.add(
          new Candidate(
              before + continuation,
              continuation,
              null,
              continuations.size() <= DESCRIBED
                  ? description(analysis, before, continuation)
                  : null,
              null,
              null,
              false));
    }
  }

  private String description(SourceCodeAnalysis analysis, String before, String continuation) {
    String code = engine.meant(before + continuation);
    return analysis.documentation(code, code.length(), false).stream()
        .map(SourceCodeAnalysis.Documentation::signature)
        .limit(2)
        .collect(Collectors.joining(" | "));
  }
}
