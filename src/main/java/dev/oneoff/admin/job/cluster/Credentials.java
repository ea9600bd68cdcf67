package dev.oneoff.admin.job.cluster;

import java.util.List;
import java.util.Map;

/** Who asks, and the proof of it, which may change while a command runs. */
interface Credentials {

  /** For a person: {@code user 'ada'}. */
  String whose();

  /** For the next request. */
  Credential now();

  /** Gets another one than the server refused; false if there is none. */
  default boolean renew(Credential refused) {
    return false;
  }

  /** As whom they ask, if not as themselves: names and values of headers. */
  default List<Map.Entry<String, String>> impersonation() {
    return List.of();
  }
}
