/** What happens when a service's tasks are compiled: they are listed, so that nobody has to. */
@NullMarked
package dev.oneoff.admin.task.build;

import org.jspecify.annotations.NullMarked;
