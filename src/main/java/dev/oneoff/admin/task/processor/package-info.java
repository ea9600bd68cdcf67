/**
 * The annotation processors that list a service's tasks and entities at compile time, so that
 * nobody has to register them. They write files in {@code META-INF/services}.
 */
@NullMarked
package dev.oneoff.admin.task.processor;

import org.jspecify.annotations.NullMarked;
