/**
 * What JLine needs to know about a line while it is typed: whether it is complete, what could
 * follow, and how to colour it. The line is Java; strings in it may be HQL or SQL, which are
 * completed from the entities and the schema. What goes in is the text and the cursor, what comes
 * out are candidates, declarations and colours; nothing runs.
 */
@NullMarked
package dev.oneoff.admin.shell.prompt;

import org.jspecify.annotations.NullMarked;
