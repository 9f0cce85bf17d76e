package dev.shopkeeper.starter.bulk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter {@code Bulk<T>} that is read from the request's JSON body {@code {"<value>": [entry, ...]}}, each entry by
 * {@code static T read(Fields)}, which is its schema in the API document too.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface BulkBody {

    /** Name of the list. */
    String value();
}
