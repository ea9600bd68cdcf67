/**
 * What goes over the connections of a shell, whoever sends it: entities, beans or JDBC by hand.
 * Each result is seen before it is read, so that what is sensitive in it is known before it is
 * printed.
 */
@NullMarked
package dev.oneoff.admin.shell.wire;

import org.jspecify.annotations.NullMarked;
