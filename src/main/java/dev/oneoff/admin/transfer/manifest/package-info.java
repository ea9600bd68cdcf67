/** The manifest: what an export says about itself, for the importing side. */
@NullMarked
package dev.oneoff.admin.transfer.manifest;

import org.jspecify.annotations.NullMarked;
