/**
 * Schema migrations: the toolkit's own tables first, by itself, then the service's, by the tool
 * that the service has. {@link dev.oneoff.admin.migrate.Migrations} is the service behind all
 * commands here.
 */
@NullMarked
package dev.oneoff.admin.migrate;

import org.jspecify.annotations.NullMarked;
