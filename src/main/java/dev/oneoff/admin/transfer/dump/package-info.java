/**
 * {@code export --all}, called a dump here: copies all of the service's tables, as of one snapshot,
 * into a folder or a zip with a manifest. Finds the tables in the catalogue, says whether the
 * result can be restored, and reads them in parallel. An interrupted dump resumes.
 */
@NullMarked
package dev.oneoff.admin.transfer.dump;

import org.jspecify.annotations.NullMarked;
