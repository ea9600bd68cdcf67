package dev.oneoff.admin.ledger;

import java.util.Optional;
import java.util.OptionalLong;

/** What a console was told, each statement and snippet written down before it runs. */
public interface Transcript {

  /** In what language it was told. */
  enum Kind {
    SQL,
    HQL,
    JAVA,
    /** A word of the prompt's own that changes what may be done, such as {@code :write}. */
    PROMPT
  }

  /** Where there is no ledger yet. */
  Transcript NONE = (kind, text, reason) -> Entry.NONE;

  /**
   * Writes it down.
   *
   * @param reason why it may write, where it may
   * @throws dev.oneoff.admin.AdminException {@code UNAVAILABLE} where that cannot be done; then it
   *     must not run
   */
  Entry begin(Kind kind, String text, Optional<String> reason);

  /** How it went; whoever dies before leaves it open. */
  interface Entry {

    Entry NONE =
        new Entry() {
          @Override
          public void wrote() {}

          @Override
          public void done(OptionalLong rows) {}

          @Override
          public void failed(String error) {}
        };

    /** Its transaction wrote, whatever it was meant to. */
    void wrote();

    /** It ran, and printed or changed so many rows. */
    void done(OptionalLong rows);

    /** It was refused, or failed. */
    void failed(String error);
  }
}
