/**
 * {@code export} and {@code import}: takes rows out of the database and puts them back, of one
 * entity or query or of all tables. The commands are here, with what their rooms share; each room
 * does one way: {@code export} and {@code imports} one file, {@code dump} and {@code restore}
 * everything.
 */
@NullMarked
package dev.oneoff.admin.transfer;

import org.jspecify.annotations.NullMarked;
