package dev.oneoff.admin.setting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside the way of SmallRye Config itself. */
class SettingsInJarsTest {

  private static final List<String> NAMES =
      List.of("one", "two", "three", "four", "five", "six", "quarkus.application.name");

  @TempDir Path directory;

  @Test
  void itReadsTheSameSettingsInTheSameOrder() throws Exception {
    URL service =
        jar(
            "my service.jar",
            Map.of(
                "application.properties",
                "one=service\ntwo=service\nthree=service\n%two.four=profile in the file",
                "application-first.properties",
                "two=first\nthree=first",
                "application-second.properties",
                "three=second\nfour=second",
                "META-INF/microprofile-config.properties",
                "five=default\none=default"));
    URL library =
        jar(
            "library.jar",
            Map.of(
                "application.properties",
                "one=library\nsix=library",
                "META-INF/microprofile-config.properties",
                "config_ordinal=120\nfive=library"));

    try (URLClassLoader loader = new URLClassLoader(new URL[] {service, library}, null)) {
      SmallRyeConfig theirs = builder(loader).build();
      SmallRyeConfig ours = builder(loader).withCustomizers(new SettingsInJars()).build();

      assertThat(values(ours)).isEqualTo(values(theirs)).containsEntry("three", "second");
      assertThat(sources(ours)).isEqualTo(sources(theirs)).hasSizeGreaterThan(6);
    }
  }

  @Test
  void smallRyeConfigDoesNotReadThem() throws Exception {
    URL jar = jar("service.jar", Map.of("application.properties", "one=service"));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
      SmallRyeConfigBuilder builder = builder(loader).withCustomizers(new SettingsInJars());
      builder.build();

      assertThat(builder.isAddDefaultSources()).isFalse();
      assertThat(builder.isAddSystemSources()).isTrue();
    }
  }

  @Test
  void directoriesAreLeftToSmallRyeConfig() throws Exception {
    Files.writeString(directory.resolve("application.properties"), "one=directory");
    URL classes = directory.toUri().toURL();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
      SmallRyeConfigBuilder builder = builder(loader).withCustomizers(new SettingsInJars());

      assertThat(builder.build().getConfigValue("one").getValue()).isEqualTo("directory");
      assertThat(builder.isAddDefaultSources()).isTrue();
    }
  }

  @Test
  void withoutDefaultSourcesNoneAreAdded() throws Exception {
    URL jar = jar("service.jar", Map.of("application.properties", "one=service"));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
      SmallRyeConfigBuilderCustomizer last =
          new SmallRyeConfigBuilderCustomizer() {
            @Override
            public void configBuilder(SmallRyeConfigBuilder builder) {
              builder.setAddDefaultSources(false).addSystemSources();
            }

            @Override
            public int priority() {
              return Integer.MAX_VALUE;
            }
          };
      SmallRyeConfig config = builder(loader).withCustomizers(new SettingsInJars(), last).build();

      assertThat(config.getConfigValue("one").getValue()).isNull();
    }
  }

  private static SmallRyeConfigBuilder builder(ClassLoader loader) {
    return new SmallRyeConfigBuilder()
        .forClassLoader(loader)
        .addDefaultInterceptors()
        .addDefaultSources()
        .withProfiles(List.of("first", "second", "two"));
  }

  private static Map<String, String> values(SmallRyeConfig config) {
    Map<String, String> values = new LinkedHashMap<>();
    NAMES.forEach(name -> values.put(name, config.getConfigValue(name).getValue()));
    return values;
  }

  private static List<String> sources(SmallRyeConfig config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .map(ConfigSource::getName)
        // Two spellings of an address.
        .map(name -> name.replace("jar:file:///", "jar:file:/"))
        .toList();
  }

  private URL jar(String name, Map<String, String> files) throws IOException {
    Path jar = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String file : new ArrayList<>(files.keySet())) {
        out.putNextEntry(new JarEntry(file));
        out.write(files.get(file).getBytes(UTF_8));
        out.closeEntry();
      }
    }
    return jar.toUri().toURL();
  }
}
