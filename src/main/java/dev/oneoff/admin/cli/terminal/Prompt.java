package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.Settings;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * What stands before the cursor: where one is, in a colour that says how careful to be, and whether
 * one can write.
 */
public final class Prompt {

  private Prompt() {}

  /**
   * As {@code orders (production) shell> }; while it can write, {@code shell!> }.
   *
   * @param environment its name, where it is known
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
    // A copy of production for a rehearsal is called so too, and is best taken for it.
    return environment.startsWith("prod")
        ? bold(AttributedStyle.RED)
        : bold(AttributedStyle.YELLOW);
  }

  private static AttributedStyle bold(int colour) {
    return AttributedStyle.BOLD.foreground(colour);
  }
}
