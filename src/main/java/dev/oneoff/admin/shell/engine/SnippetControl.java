package dev.oneoff.admin.shell.engine;

import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets on the thread that asks, where the request context is, and keeps their values and
 * failures as they are: JShell itself keeps only their texts.
 */
final class SnippetControl extends DirectExecutionControl implements ExecutionControlProvider {

  private @Nullable Object value;
  private @Nullable Throwable failure;
  private volatile @Nullable Thread running;
  private volatile boolean askedToStop;

  SnippetControl(SnippetLoader loader) {
    super(loader);
  }

  @Override
  public String name() {
    return "oneoff";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    return this;
  }

  void forget() {
    value = null;
    failure = null;
  }

  /** What the last snippet came to. */
  @Nullable Object value() {
    return value;
  }

  /** What it threw. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Whether it ended because it was to stop: its query was cancelled, what it waited for too. */
  boolean stopped() {
    return failure instanceof SnippetRuntime.Stopped || (askedToStop && failure != null);
  }

  /** Whether what came of showing its value came because it was to stop. */
  boolean stopped(Throwable shown) {
    return shown instanceof SnippetRuntime.Stopped || askedToStop;
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    running = Thread.currentThread();
    try {
      value = snippet.invoke(null);
      return "";
    } finally {
      running = null;
      clearInterrupt();
    }
  }

  // Of a stop that came when it had ended.
  @SuppressWarnings("ReturnValueIgnored")
  private static void clearInterrupt() {
    Thread.interrupted();
  }

  @Override
  protected String throwConvertedInvocationException(Throwable thrown)
      throws RunException, InternalException {
    failure = thrown;
    return super.throwConvertedInvocationException(thrown);
  }

  /** Ends loops and calls of the snippet's own, and what waits; says whether anything runs. */
  boolean requestStop() {
    // What is being compiled now stops when it begins.
    askedToStop = true;
    SnippetRuntime.stop(true);
    Thread thread = running;
    if (thread != null) {
      thread.interrupt();
    }
    return thread != null;
  }

  /** Nothing is to stop any more. */
  void forgetStop() {
    askedToStop = false;
    SnippetRuntime.stop(false);
  }

  /** Where it is now. */
  StackTraceElement[] whereabouts() {
    Thread thread = running;
    return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
  }

  @Override
  public void stop() {
    requestStop();
  }
}
