/**
 * {@code migrate validate}: looks a changelog over as it is written, before it runs. Files come in,
 * findings with their lines go out.
 */
@NullMarked
package dev.oneoff.admin.migrate.validate;

import org.jspecify.annotations.NullMarked;
