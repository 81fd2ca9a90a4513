package dev.omnibridge.omni.auth;

/** A service-account key that can't be used. The message says what was found, never a part of the key, and ends with the next step. */
public final class InvalidKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final KeyProblem problem;

    InvalidKeyException(KeyProblem problem, String found) {
        // No cause: parsers quote their input, and this input is a secret.
        super("service account key: " + found + "; " + problem.nextStep());
        this.problem = problem;
    }

    /** What is wrong. */
    public KeyProblem problem() {
        return problem;
    }
}
