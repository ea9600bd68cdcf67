package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.ledger.RunControl;
import dev.oneoff.admin.ledger.Transcript;
import java.util.Optional;

/** An invocation of which the ledger keeps no run, or not yet. */
public class UnrecordedInvocation implements Invocation {

  private final Console console;
  private final Interruption interruption;
  private final Optional<String> reason;
  private final RunControl control;

  public UnrecordedInvocation(Console console, Interruption interruption, Optional<String> reason) {
    this.console = console;
    this.interruption = interruption;
    this.reason = reason;
    this.control = RunControl.unrecorded(interruption);
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public Interruption interruption() {
    return interruption;
  }

  @Override
  public Optional<String> reason() {
    return reason;
  }

  @Override
  public void begins() {}

  @Override
  public void begins(long former) {}

  @Override
  public void carries(long run) {}

  @Override
  public void compareRelease() {}

  @Override
  public RunControl control() {
    return control;
  }

  @Override
  public void processed(long items) {}

  @Override
  public Transcript transcript() {
    return Transcript.NONE;
  }
}
