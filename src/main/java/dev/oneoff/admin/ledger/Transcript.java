package dev.oneoff.admin.ledger;

import java.util.Optional;
import java.util.OptionalLong;

/** What a console was told to do, each statement or snippet recorded before it runs. */
public interface Transcript {

  /** The language it was written in. */
  enum Kind {
    SQL,
    HQL,
    JAVA,
    /** A word of the prompt itself that changes what is allowed, such as {@code :write}. */
    PROMPT
  }

  /** If there is no ledger yet. */
  Transcript NONE = (kind, text, reason) -> Entry.NONE;

  /**
   * Records it.
   *
   * @param reason why it may write, if it may
   * @throws dev.oneoff.admin.AdminException {@code UNAVAILABLE} if it cannot be recorded; then it
   *     must not run
   */
  Entry begin(Kind kind, String text, Optional<String> reason);

  /** How it went; a process that dies first leaves it open. */
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

    /** Its transaction wrote, whatever the intention was. */
    void wrote();

    /** It ran, and printed or changed this many rows. */
    void done(OptionalLong rows);

    /** It was refused, or failed. */
    void failed(String error);
  }
}
