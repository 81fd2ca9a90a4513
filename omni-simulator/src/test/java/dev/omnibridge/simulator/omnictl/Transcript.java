package dev.omnibridge.simulator.omnictl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Commands of omnictl and the calls that each made. In the file a line {@code $ omnictl …} begins a command, one with a full method name a call; below
 * it stand the request as protobuf text and, after {@code =}, the status it ended with. The calls before the first command are those that every one
 * begins with.
 *
 * @param beginning calls that precede those of each command
 * @param commands in the order in which they were run
 */
record Transcript(List<Call> beginning, List<Command> commands) {

    /**
     * One run of omnictl.
     *
     * @param line what was typed, without the name of the program
     */
    record Command(String line, List<Call> calls) {

        boolean startsWith(String... words) {
            return Arrays.stream(words).anyMatch(line::startsWith);
        }
    }

    /**
     * One call.
     *
     * @param method full name, {@code cosi.resource.State/Get}
     * @param context the header {@code context}, by which a call names its cluster
     * @param request as protobuf text
     * @param ending code and text of its status; a watch is ended by the client and has {@code CANCELLED}
     */
    record Call(String method, Optional<String> context, String request, String ending) {

        boolean isWatch() {
            return method.endsWith("/Watch");
        }
    }

    private static final String PROMPT = "$ omnictl ";
    private static final String CONTEXT = " context=";

    static Transcript read(String file) {
        var resource = Objects.requireNonNull(Transcript.class.getResourceAsStream("/omnictl/" + file), file);
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return of(reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript of(List<String> lines) {
        Transcript transcript = new Transcript(new ArrayList<>(), new ArrayList<>());
        List<Call> calls = transcript.beginning;
        for (int at = 0; at < lines.size(); ) {
            if (lines.get(at).startsWith(PROMPT)) {
                calls = new ArrayList<>();
                transcript.commands.add(new Command(lines.get(at).substring(PROMPT.length()), calls));
                at++;
            } else {
                calls.add(call(lines.get(at), lines.get(at + 1), lines.get(at + 2)));
                at += 3;
            }
        }
        return transcript;
    }

    private static Call call(String head, String request, String ending) {
        int context = head.indexOf(CONTEXT);
        return new Call(
                context < 0 ? head : head.substring(0, context),
                context < 0 ? Optional.empty() : Optional.of(head.substring(context + CONTEXT.length())),
                request.strip().substring(1).strip(),
                ending.strip().substring(1).strip().replace("\\n", "\n").replace("\\t", "\t"));
    }
}
