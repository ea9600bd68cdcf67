/**
 * The service's settings as they are in force: which value, from where, over what, and whether it
 * may be shown. Features print, compare and register them.
 */
@NullMarked
package dev.oneoff.admin.setting;

import org.jspecify.annotations.NullMarked;
