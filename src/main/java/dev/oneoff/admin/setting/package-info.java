/**
 * The service's settings as they are in effect: which value, from which source, overriding what,
 * and whether it may be shown. Features print, compare and register them.
 */
@NullMarked
package dev.oneoff.admin.setting;

import org.jspecify.annotations.NullMarked;
