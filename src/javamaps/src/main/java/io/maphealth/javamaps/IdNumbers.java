package io.maphealth.javamaps;

/// Numbers by object id.
///
/// An id is any non-zero `int` that the reader gives to an object; a number is any non-zero `int`, such as
/// another id. 0 stands for "none" on both sides.
public sealed interface IdNumbers permits IdTable, SortedPairs {
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    /// False only when there is no number for the id.
    boolean mayHave(int id);

    /// The number of an id, 0 when there is none.
    int get(int id);

    /// Shows every id with its number, in no order.
    void forEach(Pairs to);

    /// Is shown pairs.
    @FunctionalInterface
    interface Pairs {
        void pair(int id, int number);
    }
}
