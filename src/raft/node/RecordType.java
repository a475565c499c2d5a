package raft.node;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * A kind of record, seen by reflection: the components it has, and how to make
 * one: a frame, or the configuration. Asked of the JVM once and kept, since
 * asking costs more than all the rest of a small frame. Immutable.
 */
final class RecordType {

  record Component(String name, Type type, Method getter) {

    /** The value of this component in a record. */
    Object of(Record record) {
      try {
        return getter.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(record.getClass() + "." + name, e);
      }
    }
  }

  private final Class<? extends Record> type;
  private final List<Component> components;
  private final Constructor<? extends Record> constructor;

  RecordType(Class<? extends Record> type) {
    this.type = type;
    RecordComponent[] declared = type.getRecordComponents();
    components = Arrays.stream(declared).map(each -> new Component(
        each.getName(), each.getGenericType(), getter(each))).toList();
    try {
      constructor = type.getConstructor(Arrays.stream(declared)
          .map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " is not public", e);
    }
  }

  /** One for which the JVM does not check at each call who may call it. */
  private static Method getter(RecordComponent component) {
    Method getter = component.getAccessor();
    getter.setAccessible(true);
    return getter;
  }

  /** In the order in which they were declared. */
  List<Component> components() {
    return components;
  }

  /**
   * One with these values for its components.
   *
   * @throws IllegalArgumentException if it refuses one of them
   */
  Record of(List<Object> values) {
    try {
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      boolean missing = e.getCause() instanceof NullPointerException;
      throw new IllegalArgumentException(type.getSimpleName() + ": "
          + e.getCause().getMessage() + (missing ? " is missing" : ""));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " is not public", e);
    }
  }
}
