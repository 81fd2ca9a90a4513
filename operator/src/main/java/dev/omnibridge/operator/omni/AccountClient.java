package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.StateClient;
import java.time.Duration;
import java.util.Optional;

/** What a connection needs of a client of Omni; a port, so that time and failures of a connection can be tested without a network. */
public interface AccountClient extends AutoCloseable {

    /** Asks who answers; blocks, and throws {@link dev.omnibridge.omni.state.OmniException}. */
    OmniAccount account();

    /** How far the clock here is ahead of Omni's; blocks. */
    Optional<Duration> clockSkew();

    /** The key that signs. */
    ServiceAccountKey key();

    /** Signs with another key from now on, over the same channel. */
    void replaceKey(ServiceAccountKey key);

    /** Omni's resources. */
    StateClient state();

    /** Omni's management calls. */
    ManagementClient management();

    /** Begins to mirror the account. */
    Mirror mirror(MirrorListener listener);

    /** Ends all calls and watches. */
    @Override
    void close();

    /** A running mirror of the account. */
    interface Mirror extends AutoCloseable {

        /** All mirrored kinds now. */
        OmniSnapshot snapshot();

        /** Shows an own write before its event comes. */
        void stored(Resource<?> resource);

        /** Leaves broken watches alone: Omni is away. */
        void rest();

        /** Begins broken watches again: Omni answers. */
        void resume();

        /** Ends the watches. */
        @Override
        void close();
    }

    /** Makes clients. */
    @FunctionalInterface
    interface Factory {

        /**
         * A client that connects with its first call.
         *
         * @param connection name of the OmniConnection that it is for
         */
        AccountClient connect(String connection, ConnectionSettings.Access.Known access);
    }
}
