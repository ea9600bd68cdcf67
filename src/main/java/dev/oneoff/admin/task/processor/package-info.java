/**
 * What happens when a service's tasks and entities are compiled: they are listed, so that nobody
 * has to. Classes come in, files in {@code META-INF/services} go out.
 */
@NullMarked
package dev.oneoff.admin.task.processor;

import org.jspecify.annotations.NullMarked;
