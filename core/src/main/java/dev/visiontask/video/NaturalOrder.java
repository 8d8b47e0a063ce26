package dev.visiontask.video;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;

/** Orders files by name, with numbers in the names by their value: {@code 2.jpg} before {@code 10.jpg}. */
final class NaturalOrder implements Comparator<Path> {
    @Override
    public int compare(Path first, Path second) {
        String a = String.valueOf(first.getFileName());
        String b = String.valueOf(second.getFileName());
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = digitsEnd(a, i);
            int endB = digitsEnd(b, j);
            int order;
            if (endA > i && endB > j) {
                order = new BigInteger(a.substring(i, endA)).compareTo(new BigInteger(b.substring(j, endB)));
                i = endA;
                j = endB;
            } else {
                order = Character.compare(a.charAt(i++), b.charAt(j++));
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
