/**
 * The toolkit's own tables. Its changelog is applied by plain JDBC, each changeset in one
 * transaction with its record: a service needs no migration tool for them, and one that has a tool
 * keeps it for itself. A connection comes in; the state of the changesets goes out, and their
 * tables.
 */
@NullMarked
package dev.oneoff.admin.migrate.toolkit;

import org.jspecify.annotations.NullMarked;
