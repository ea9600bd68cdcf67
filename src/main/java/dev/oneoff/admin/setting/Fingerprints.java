package dev.oneoff.admin.setting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.Sha256;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Settings as fingerprints that can be compared but not reversed: HMAC-SHA-256 with the key in
 * {@code ONEOFF_FINGERPRINT_KEY}, which is not stored in the database. Without a key, secrets have
 * no fingerprint, because a short secret could be guessed from its hash.
 */
public final class Fingerprints {

  private static final int SHOWN_HEX = 16;

  private final Optional<String> key;

  private Fingerprints(Optional<String> key) {
    this.key = key;
  }

  /** With the key from the settings. */
  public static Fingerprints of(Settings settings) {
    return new Fingerprints(settings.given(OwnSetting.FINGERPRINT_KEY));
  }

  /** Whether secrets are compared too. */
  public boolean keyed() {
    return key.isPresent();
  }

  /** Of all settings that a server and a command of the same deployment share. */
  public SortedMap<String, String> of(Map<String, Setting> settings) {
    TreeMap<String, String> fingerprints = new TreeMap<>();
    settings
        .values()
        .forEach(
            setting -> of(setting).ifPresent(print -> fingerprints.put(setting.name(), print)));
    return fingerprints;
  }

  /**
   * Of one setting; empty for those that a deployment does not share, and for a secret without a
   * key.
   */
  public Optional<String> of(Setting setting) {
    return ProcessSettings.of(setting.name()) || (setting.secret() && key.isEmpty())
        ? Optional.empty()
        : setting.common().map(value -> digest(setting.name() + "=" + value));
  }

  /** One of all settings that a server and a command of the same deployment share. */
  public static String total(Settings settings) {
    Fingerprints fingerprints = of(settings);
    return fingerprints.total(fingerprints.of(EffectiveSettings.of(settings)));
  }

  /** Of all of them together. */
  public String total(Map<String, String> fingerprints) {
    return digest(
        fingerprints.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n")));
  }

  private String digest(String text) {
    byte[] hash = key.map(secret -> keyed(secret, text)).orElseGet(() -> Sha256.of(text));
    return HexFormat.of().formatHex(hash).substring(0, SHOWN_HEX);
  }

  private static byte[] keyed(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256.", e);
    }
  }
}
