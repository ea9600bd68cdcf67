/** tmp. */
@org.jspecify.annotations.NullMarked
package dev.oneoff.admin.database;
