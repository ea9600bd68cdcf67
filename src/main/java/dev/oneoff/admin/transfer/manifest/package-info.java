/**
 * The manifest: what an export says about itself, such as its files, their checksums and the schema
 * they came from. Written beside the rows by an export, read by whatever restores them.
 */
@NullMarked
package dev.oneoff.admin.transfer.manifest;

import org.jspecify.annotations.NullMarked;
