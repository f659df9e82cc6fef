package shop;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Answers each line of its input with one line of output, and ends the program when the input ends. */
final class Console {
    private final BufferedReader questions;
    private final PrintStream answers;
    private final List<String> words = new ArrayList<>();
    private final List<Callable<String>> replies = new ArrayList<>();

    Console(InputStream questions, PrintStream answers) {
        this.questions = new BufferedReader(new InputStreamReader(questions, StandardCharsets.UTF_8));
        this.answers = answers;
    }

    void answer(String word, Callable<String> reply) {
        words.add(word);
        replies.add(reply);
    }

    void run() throws Exception {
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            answers.println(reply(question));
        }
        System.exit(0);
    }

    private String reply(String question) throws Exception {
        int known = words.indexOf(question);
        return known < 0 ? "unknown question; known are " + words : replies.get(known).call();
    }
}
