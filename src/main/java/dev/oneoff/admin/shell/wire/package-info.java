/**
 * Everything that goes over a shell's connections, whoever sends it: entities, beans or
 * hand-written JDBC. Each result is inspected before it is read, so that its sensitive values are
 * known before they are printed; a statement that overwrites more rows than allowed is rolled back
 * before anyone sees its effect, and the former version of every written row is kept.
 */
@NullMarked
package dev.oneoff.admin.shell.wire;

import org.jspecify.annotations.NullMarked;
