/**
 * What migrates the service's own schema, as {@link dev.oneoff.admin.migrate.Migrations} sees it,
 * and what all such tools have in common. The toolkit's own tables need none of them.
 */
@NullMarked
package dev.oneoff.admin.migrate.tool;

import org.jspecify.annotations.NullMarked;
