/**
 * Which columns are sensitive, as far as that can be known without a boot. {@link
 * dev.oneoff.admin.database.sensitive.SensitiveFields} is built from the classes that the build
 * lists.
 */
@NullMarked
package dev.oneoff.admin.database.sensitive;

import org.jspecify.annotations.NullMarked;
