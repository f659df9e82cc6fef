package shop;

import java.util.List;

/** Words and {@code name=number} pairs of the command line. */
final class Arguments {
    private final List<String> words;

    Arguments(String[] words) {
        this.words = List.of(words);
    }

    boolean has(String word) {
        return words.contains(word);
    }

    int number(String name, int otherwise) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> Integer.parseInt(word.substring(name.length() + 1)))
                .findFirst()
                .orElse(otherwise);
    }
}
