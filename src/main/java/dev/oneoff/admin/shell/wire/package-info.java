/**
 * What goes over the connections of a shell, whoever sends it: entities, beans or JDBC by hand.
 * Each result is seen before it is read, so that what is sensitive in it is known before it is
 * printed; a statement that overwrites more rows than it may is undone before anybody knows of it,
 * and each row that is written is kept as it was.
 */
@NullMarked
package dev.oneoff.admin.shell.wire;

import org.jspecify.annotations.NullMarked;
