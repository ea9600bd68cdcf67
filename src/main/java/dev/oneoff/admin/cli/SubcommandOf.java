package dev.oneoff.admin.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Puts a command below another: {@code migrate status}. The parent does not know its children. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SubcommandOf {
  Class<? extends AdminCommand> value();
}
