/**
 * Which columns are sensitive, as far as it is known without a boot. The classes that the build
 * lists come in, {@link dev.oneoff.admin.database.sensitive.SensitiveFields} goes out.
 */
@NullMarked
package dev.oneoff.admin.database.sensitive;

import org.jspecify.annotations.NullMarked;
