package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.Settings;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The prompt: where one is, in a colour that says how careful to be, and whether one can write. */
public final class Prompt {

  private Prompt() {}

  /**
   * Such as {@code orders (production) shell> }; while it can write, {@code shell!> }.
   *
   * @param environment its name, if known
   */
  public static AttributedString of(
      String service, Optional<String> environment, String console, boolean writing) {
    AttributedStringBuilder prompt = new AttributedStringBuilder().append(service).append(' ');
    environment.ifPresent(name -> prompt.styled(style(name), "(" + name + ")").append(' '));
    prompt.append(console);
    return writing
        ? prompt.styled(bold(AttributedStyle.RED), "!").append("> ").toAttributedString()
        : prompt.append("> ").toAttributedString();
  }

  private static AttributedStyle style(String environment) {
    if (Settings.harmless(environment)) {
      return AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    }
    // A rehearsal copy of production may have such a name too, and is best treated the same way.
    return environment.startsWith("prod")
        ? bold(AttributedStyle.RED)
        : bold(AttributedStyle.YELLOW);
  }

  private static AttributedStyle bold(int colour) {
    return AttributedStyle.BOLD.foreground(colour);
  }
}
