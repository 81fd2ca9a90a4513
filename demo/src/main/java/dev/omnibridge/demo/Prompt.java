package dev.omnibridge.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Consumer;

/** Reads what a person types. */
final class Prompt {
    private Prompt() {}

    /** Runs each line as a command and hands on its answer, until {@code quit} or the end of the input. */
    static void read(InputStream input, Commands commands, Consumer<List<String>> answers, End end) {
        Thread.ofPlatform().daemon().name("demo-prompt").start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(input, Charset.defaultCharset()))) {
                for (String line = lines.readLine();
                        line != null && !line.strip().equals("quit");
                        line = lines.readLine()) {
                    answers.accept(commands.run(line.strip()));
                }
                end.ask();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
