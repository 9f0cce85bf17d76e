package dev.shopkeeper.starter.bulk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a parameter annotated with {@link FieldsBody} or {@link BulkBody} is read.
 *
 * @param type what an object is read into
 * @param list name of the list of a bulk; null where the body is one object
 * @param required whether there has to be a body
 */
public record BodyReader(Class<?> type, @Nullable String list, boolean required) {

    /** Whether a parameter is of this kind. */
    public static boolean reads(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(FieldsBody.class) || parameter.hasParameterAnnotation(BulkBody.class);
    }

    /** Of a parameter of this kind. */
    public static BodyReader of(MethodParameter parameter) {
        BulkBody bulk = parameter.getParameterAnnotation(BulkBody.class);
        if (bulk == null) {
            FieldsBody fields = parameter.getParameterAnnotation(FieldsBody.class);
            return new BodyReader(parameter.getParameterType(), null, fields == null || fields.required());
        }
        Class<?> type = ResolvableType.forMethodParameter(parameter)
                .as(Bulk.class)
                .getGeneric(0)
                .resolve();
        return new BodyReader(Objects.requireNonNull(type, parameter::toString), bulk.value(), true);
    }

    /**
     * The type's {@code static T read(Fields)}.
     *
     * @throws IllegalStateException if it has none
     */
    Function<Fields, Object> reader() {
        try {
            Method method = type.getDeclaredMethod("read", Fields.class);
            if (!Modifier.isStatic(method.getModifiers()) || !type.isAssignableFrom(method.getReturnType())) {
                throw new NoSuchMethodException(method.toString());
            }
            method.setAccessible(true);
            return fields -> call(method, fields);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    type.getName() + " cannot be read from a body. Maybe it has no 'static " + type.getSimpleName()
                            + " read(Fields fields)'?",
                    e);
        }
    }

    private static Object call(Method method, Fields fields) {
        try {
            return Objects.requireNonNull(method.invoke(null, fields), method::toString);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(method + " failed", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is out of reach", e);
        }
    }

    /** The JSON Schema of the body. */
    public ObjectNode schema() {
        return list == null ? Fields.schema(reader()) : Bulk.schema(list, reader());
    }

    /** What the body is called in the API document: {@code ShipRequest}, {@code CompetitorPricesUpload}. */
    public String name() {
        if (list == null) {
            return type.getSimpleName();
        }
        StringBuilder name = new StringBuilder();
        for (String word : list.split("_", -1)) {
            name.append(StringUtils.capitalize(word));
        }
        return name.append("Upload").toString();
    }
}
