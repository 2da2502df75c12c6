package esiamock;

import java.util.function.Supplier;

/** A value that is made when it is asked for first. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> make;
    private T value;

    Once(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        if (value == null) {
            value = make.get();
        }
        return value;
    }

    synchronized boolean isDone() {
        return value != null;
    }
}
