package dev.omnibridge.omni.state;

import org.jspecify.annotations.Nullable;

/**
 * What a call to Omni can end in, one type per thing to do next. The text of Omni is kept; secrets never get into it, because requests
 * are not part of it. Codes and texts are those of the State service, see {@link OmniErrors}.
 */
public abstract sealed class OmniException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OmniException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What a person or a caller can do about it, one sentence. */
    public abstract String nextStep();

    /** The resource is not there, or Omni's cache has not seen it yet. */
    public static final class NotFound extends OmniException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "confirm the absence with a watch of this one resource: reads come from a cache of Omni";
        }
    }

    /** A resource of that id exists already. */
    public static final class AlreadyExists extends OmniException {
        private static final long serialVersionUID = 1L;

        public AlreadyExists(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "read the resource that exists and decide anew";
        }
    }

    /** The resource was changed since it was read, or (destroy) something changed meanwhile. */
    public static final class VersionConflict extends OmniException {
        private static final long serialVersionUID = 1L;

        public VersionConflict(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "read the resource again and decide anew";
        }
    }

    /** The resource is not in the phase that the write expected: somebody is tearing it down. */
    public static final class PhaseConflict extends OmniException {
        private static final long serialVersionUID = 1L;

        public PhaseConflict(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "the resource is being torn down; wait until it is gone";
        }
    }

    /** Finalizers hold the destruction. */
    public static final class PendingFinalizers extends OmniException {
        private static final long serialVersionUID = 1L;

        public PendingFinalizers(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "wait until Omni's controllers have let go of the resource";
        }
    }

    /** A controller of Omni owns the resource; users can't write it. */
    public static final class OwnerConflict extends OmniException {
        private static final long serialVersionUID = 1L;

        public OwnerConflict(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "leave the resource to its owner";
        }
    }

    /** A rule of Omni refuses the content: locks, versions, names, references, or a malformed call. */
    public static final class ValidationFailed extends OmniException {
        private static final long serialVersionUID = 1L;

        public ValidationFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "change what the message names";
        }
    }

    /** The role of the service account is too low, or the kind can't be written by anybody. */
    public static final class PermissionDenied extends OmniException {
        private static final long serialVersionUID = 1L;

        public PermissionDenied(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "give the service account the role Operator in Omni";
        }
    }

    /** The signature was not accepted: key unknown, expired or revoked, or a clock that is off by more than five minutes. */
    public static final class Unauthenticated extends OmniException {
        private static final long serialVersionUID = 1L;

        public Unauthenticated(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "check that the service account exists in Omni, that its key has not expired, and the clock of this machine";
        }
    }

    /** The licence terms of this Omni were not accepted yet; it refuses every call. */
    public static final class EulaNotAccepted extends OmniException {
        private static final long serialVersionUID = 1L;

        public EulaNotAccepted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "accept the licence terms in Omni's web page";
        }
    }

    /** Omni can't be reached, or went away during the call. Whether a write took effect is not known. */
    public static final class Unavailable extends OmniException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "try again later; check endpoint, DNS, TLS and proxies if it stays";
        }
    }

    /** The call took longer than its deadline. Whether a write took effect is not known. */
    public static final class DeadlineExceeded extends OmniException {
        private static final long serialVersionUID = 1L;

        public DeadlineExceeded(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "try again later";
        }
    }

    /** The message or the stored resource is larger than Omni takes; trying again does not help. */
    public static final class TooLarge extends OmniException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "make the content smaller: Omni stores about 1.5 MiB per resource";
        }
    }

    /** This Omni does not know the call or the kind. */
    public static final class Unsupported extends OmniException {
        private static final long serialVersionUID = 1L;

        public Unsupported(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "use a newer Omni";
        }
    }

    /** The caller gave up (shutdown, cancelled watch). */
    public static final class Cancelled extends OmniException {
        private static final long serialVersionUID = 1L;

        public Cancelled(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "nothing: the call was given up here";
        }
    }

    /** Anything else Omni or the transport answers; it may pass. */
    public static final class Unexpected extends OmniException {
        private static final long serialVersionUID = 1L;

        public Unexpected(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String nextStep() {
            return "try again later; look into Omni's log if it stays";
        }
    }
}
