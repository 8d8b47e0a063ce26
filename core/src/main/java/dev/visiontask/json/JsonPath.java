package dev.visiontask.json;

import org.jspecify.annotations.Nullable;

/** Where in the nesting of a JSON text a reader is: {@code $.annotations[3].bbox}. */
final class JsonPath {
    /** So deep may a text be nested; more only costs stack. */
    static final int MAX_DEPTH = 64;

    private final @Nullable String[] names = new String[MAX_DEPTH];
    private final int[] indexes = new int[MAX_DEPTH];
    private int depth;

    /** Whether one level more is allowed. */
    boolean hasRoom() {
        return depth < MAX_DEPTH;
    }

    void enter() {
        names[depth] = null;
        indexes[depth] = 0;
        depth++;
    }

    void leave() {
        depth--;
    }

    void member(String name) {
        names[depth - 1] = name;
    }

    void element(int index) {
        indexes[depth - 1] = index;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("$");
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name == null) {
                path.append('[').append(indexes[i]).append(']');
            } else {
                path.append('.').append(JsonScanner.excerpt(name));
            }
        }
        return path.toString();
    }
}
