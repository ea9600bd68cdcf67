/**
 * {@code migrate validate}: checks a changelog's files before they run. Findings name the file and
 * line.
 */
@NullMarked
package dev.oneoff.admin.migrate.validate;

import org.jspecify.annotations.NullMarked;
