/** What an export says of itself, for whoever takes it in. */
@NullMarked
package dev.oneoff.admin.transfer.manifest;

import org.jspecify.annotations.NullMarked;
