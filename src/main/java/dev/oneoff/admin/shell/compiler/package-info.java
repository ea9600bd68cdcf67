/**
 * What javac compiles a snippet against: the service's class path, with the classes that the shell
 * shows it in another form. Made ready while the service boots, because opening it takes about as
 * long as that. Compiled classes of the shell's own come in; javac's file manager goes out.
 */
@NullMarked
package dev.oneoff.admin.shell.compiler;

import org.jspecify.annotations.NullMarked;
