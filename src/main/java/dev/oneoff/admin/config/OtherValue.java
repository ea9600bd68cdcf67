package dev.oneoff.admin.config;

import java.util.Optional;

/**
 * A setting of the other side.
 *
 * @param value empty if it is masked
 * @param shown as it may be printed
 */
record OtherValue(Optional<String> value, Optional<String> fingerprint, String shown) {}
