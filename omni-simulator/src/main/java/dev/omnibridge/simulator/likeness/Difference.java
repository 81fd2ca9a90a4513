package dev.omnibridge.simulator.likeness;

/**
 * Where the simulator does something else.
 *
 * @param resource kind and id
 * @param after what went before on that resource
 * @param expected what was recorded
 * @param came what the simulator did
 */
public record Difference(String resource, String after, String expected, String came) {

    @Override
    public String toString() {
        return resource + ", " + after + "\n    expected: " + expected + "\n    came:     " + came;
    }
}
