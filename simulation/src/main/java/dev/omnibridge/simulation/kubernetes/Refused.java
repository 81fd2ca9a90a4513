package dev.omnibridge.simulation.kubernetes;

/** The API server does not accept what a user sends. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String why) {
        super(why, null, false, false);
    }
}
