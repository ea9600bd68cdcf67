/** The staging table, and what is counted there. */
@NullMarked
package dev.oneoff.admin.transfer.imports.stage;

import org.jspecify.annotations.NullMarked;
