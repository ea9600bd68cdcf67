/** All tables of the service, as of one moment. */
@NullMarked
package dev.oneoff.admin.transfer.dump;

import org.jspecify.annotations.NullMarked;
