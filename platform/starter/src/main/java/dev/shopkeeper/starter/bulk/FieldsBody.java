package dev.shopkeeper.starter.bulk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that is read from the request's JSON body by its type's {@code static T read(Fields)}, which is its schema
 * in the API document too.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface FieldsBody {

    /** Whether there has to be a body; without one, and for the body {@code null}, an optional parameter is null. */
    boolean required() default true;
}
