package dev.omnibridge.simulation.planted;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Records with one component changed, whatever other components they have by now. */
final class Records {

    private Records() {}

    static Object get(Object subject, String component) {
        try {
            for (RecordComponent c : subject.getClass().getRecordComponents()) {
                if (c.getName().equals(component)) {
                    return c.getAccessor().invoke(subject);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException(subject.getClass() + " has no component " + component);
    }

    static boolean has(Object subject, String component) {
        return Arrays.stream(subject.getClass().getRecordComponents())
                .anyMatch(c -> c.getName().equals(component));
    }

    @SuppressWarnings("unchecked") // the constructor is the subject's own
    static <T> T with(T subject, String component, Object value) {
        try {
            RecordComponent[] components = subject.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(subject);
            }
            Constructor<?> constructor = subject.getClass().getDeclaredConstructor(types);
            return (T) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
