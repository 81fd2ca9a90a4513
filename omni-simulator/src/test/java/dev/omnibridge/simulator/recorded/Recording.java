package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;

/** What a real Omni answered, one line per call, from a file of {@code src/test/resources/recorded}. */
final class Recording {

    /** A call that may be refused. */
    interface RecordedCall {
        void run() throws Exception;
    }

    private final List<JsonNode> lines = new ArrayList<>();

    Recording(String file) {
        try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream("/recorded/" + file))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test that makes the call of the only line with this id. */
    DynamicTest test(String id, RecordedCall call) {
        List<JsonNode> found = linesOf(id);
        assertThat(found).as("lines of %s", id).hasSize(1);
        return test(found.getFirst(), call);
    }

    /** A test that makes the call of the line with this id and description. */
    DynamicTest test(String id, String what, RecordedCall call) {
        List<JsonNode> found = lines.stream()
                .filter(line -> line.path("id").asText().equals(id)
                        && line.path("what").asText().equals(what))
                .toList();
        assertThat(found).as("lines of %s %s", id, what).hasSize(1);
        return test(found.getFirst(), call);
    }

    /** A test that makes the call of the n-th line, counted from 0, with this id. */
    DynamicTest nth(String id, int n, RecordedCall call) {
        return test(linesOf(id).get(n), call);
    }

    /** What was noted besides code and text of the only line with this id. */
    JsonNode extra(String id) {
        assertThat(linesOf(id)).as("lines of %s", id).hasSize(1);
        return linesOf(id).getFirst().path("extra");
    }

    /** What was noted besides code and text of the n-th line, counted from 0, with this id. */
    JsonNode extra(String id, int n) {
        return linesOf(id).get(n).path("extra");
    }

    /** The texts of a list that was noted. */
    List<String> extras(String id) {
        List<String> texts = new ArrayList<>();
        extra(id).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** The texts of a list that was noted in the line with this id and description. */
    List<String> extras(String id, String what) {
        List<String> texts = new ArrayList<>();
        linesOf(id).stream()
                .filter(line -> line.path("what").asText().equals(what))
                .forEach(line -> line.path("extra").forEach(element -> texts.add(element.asText())));
        return texts;
    }

    private List<JsonNode> linesOf(String id) {
        return lines.stream()
                .filter(line -> line.path("id").asText().equals(id))
                .toList();
    }

    private static DynamicTest test(JsonNode line, RecordedCall call) {
        String name = line.path("id").asText() + " " + line.path("what").asText() + " answers as recorded";
        return DynamicTest.dynamicTest(name, () -> {
            Status status = statusOf(call);
            String recordedCode = line.path("code").asText();
            String code = status.getCode().name().replace("_", "");
            assertThat(code).as(status.toString()).isEqualToIgnoringCase(recordedCode);
            // versions differ where a controller wrote in between
            assertThat(withoutVersion(String.valueOf(status.getDescription())))
                    .isEqualTo(withoutVersion(line.path("message").asText("null")));
        });
    }

    static Status statusOf(RecordedCall call) throws Exception {
        try {
            call.run();
            return Status.OK;
        } catch (StatusException e) {
            return e.getStatus();
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
    }

    private static String withoutVersion(String text) {
        return text.replaceAll("@\\d+\\)", "@N)").replaceAll("(?s)version '[^']*'", "version N");
    }
}
