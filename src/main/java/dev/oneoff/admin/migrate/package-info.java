/**
 * Schema migrations with Liquibase: the toolkit's changelog first, then the service's. {@link
 * dev.oneoff.admin.migrate.Migrations} is the service behind all commands here.
 */
@NullMarked
package dev.oneoff.admin.migrate;

import org.jspecify.annotations.NullMarked;
