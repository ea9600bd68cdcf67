package dev.oneoff.it;

import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * The main class of a {@link WarmProcess}. Each command line finds the environment that it is
 * given, the system properties as they were at the start, streams of its own and the toolkit's
 * classes newly loaded; at its end, what it left for the end of the process is done.
 */
public final class WarmCommands {

  private static final String TOOLKIT = "dev.oneoff.admin.cli.WarmCommand";

  // By its name: whatever a command has loaded is to be its own.
  private static final String SETTINGS = "io.quarkus.runtime.configuration.QuarkusConfigFactory";

  private final DataInputStream lines = new DataInputStream(System.in);
  private final DataOutputStream codes =
      new DataOutputStream(new FileOutputStream(FileDescriptor.out));
  private final PrintStream stderr = System.err;
  private final Properties properties = (Properties) System.getProperties().clone();
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private final Map<String, String> variables;
  private final Map<Thread, Thread> hooks;

  @SuppressWarnings("unchecked")
  private WarmCommands() throws ReflectiveOperationException {
    variables =
        (Map<String, String>) get("java.util.Collections$UnmodifiableMap", "m", System.getenv());
    hooks = (Map<Thread, Thread>) get("java.lang.ApplicationShutdownHooks", "hooks", null);
  }

  private static Object get(String type, String field, Object of)
      throws ReflectiveOperationException {
    Field found = Class.forName(type).getDeclaredField(field);
    found.setAccessible(true);
    return found.get(of);
  }

  public static void main(String[] none) throws Exception {
    WarmCommands commands = new WarmCommands();
    try {
      while (true) {
        commands.runNext();
      }
    } catch (EOFException e) {
      // The tests have ended, whatever a command has left running.
      System.exit(0);
    }
  }

  private void runNext() throws Exception {
    List<String> streams = words();
    List<String> names = words();
    List<String> values = words();
    variables.clear();
    variables.putAll(environment);
    IntStream.range(0, names.size()).forEach(i -> variables.put(names.get(i), values.get(i)));
    System.setProperties((Properties) properties.clone());
    String[] arguments = words().toArray(String[]::new);
    try (OutputStream out = Files.newOutputStream(Path.of(streams.get(0)));
        OutputStream err = Files.newOutputStream(Path.of(streams.get(1)))) {
      codes.writeInt(run(arguments, out, err));
      codes.flush();
    }
  }

  private int run(String[] arguments, OutputStream out, OutputStream err) throws Exception {
    List<Thread> before = List.copyOf(hooks.keySet());
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setOut(new PrintStream(err, true, StandardCharsets.UTF_8));
    try (WarmToolkit toolkit = new WarmToolkit(outer)) {
      thread.setContextClassLoader(toolkit);
      int code =
          (int)
              toolkit
                  .loadClass(TOOLKIT)
                  .getMethod("run", String[].class, OutputStream.class, OutputStream.class)
                  .invoke(null, arguments, out, err);
      end(before);
      if (toolkit.askedFor(SETTINGS)) {
        // Quarkus keeps what it has read.
        QuarkusConfigFactory.setConfig(null);
      }
      if (toolkit.askedFor(WarmToolkit.BOOT)) {
        throw new IllegalStateException(List.of(arguments) + " boots: it needs its own process.");
      }
      return code;
    } finally {
      System.setErr(stderr);
      thread.setContextClassLoader(outer);
    }
  }

  private void end(List<Thread> kept) throws InterruptedException {
    for (Thread hook : List.copyOf(hooks.keySet())) {
      if (!kept.contains(hook)) {
        hooks.remove(hook);
        hook.start();
        hook.join();
      }
    }
  }

  private List<String> words() throws IOException {
    String[] words = new String[lines.readInt()];
    for (int i = 0; i < words.length; i++) {
      words[i] = lines.readUTF();
    }
    return List.of(words);
  }
}
