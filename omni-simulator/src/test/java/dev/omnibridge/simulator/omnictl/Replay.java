package dev.omnibridge.simulator.omnictl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.GetResponse;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.management.CreateServiceAccountRequest;
import dev.omnibridge.omni.proto.management.RenewServiceAccountRequest;
import dev.omnibridge.simulator.PublicKeys;
import dev.omnibridge.simulator.omnictl.Transcript.Call;
import dev.omnibridge.simulator.omnictl.Transcript.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the calls of a transcript again and compares how each ends. What omnictl takes from an answer is taken from the answer of now: the version and
 * the finalizers of what it updates, the end of what it tears down. The key it makes for an account is made anew.
 */
final class Replay {

    private final OmnictlChannel channel;
    private final Transcript transcript;
    private final Map<String, Resource> read = new HashMap<>();

    Replay(OmnictlChannel channel, Transcript transcript) {
        this.channel = channel;
        this.transcript = transcript;
    }

    /** Runs one command and returns what its calls answered, in order, watches left out. */
    List<Message> run(Command command) throws Exception {
        List<Message> answers = new ArrayList<>();
        Watching watching = new Watching();
        for (Call call : transcript.beginning()) {
            answers.addAll(answered(call, OmnictlChannel.request(call)));
        }
        List<TeardownRequest> leaving = new ArrayList<>();
        for (Call call : command.calls()) {
            Message request = current(OmnictlChannel.request(call));
            if (call.isWatch()) {
                watching.add(channel.start(call, request, watching.answers()));
                continue;
            }
            if (request instanceof DestroyRequest destroy) {
                watching.await(() -> isFree(watching, destroy));
            }
            answers.addAll(answered(call, request));
            if (request instanceof TeardownRequest teardown && call.ending().equals("OK")) {
                leaving.add(teardown);
            }
        }
        awaitWhatOmnictlWaitsFor(command, watching, leaving);
        watching.cancel();
        return answers;
    }

    private List<Message> answered(Call call, Message request) throws InterruptedException {
        Answers answers = new Answers();
        channel.start(call, request, answers);
        List<Message> messages = answers.all();
        if (request instanceof DestroyRequest) {
            // Omni itself destroys what is free, and omnictl does not mind who is first
            assertThat(answers.ending()).matches("OK|NOT_FOUND .*");
        } else {
            assertThat(answers.ending()).as(call.method() + " " + request).isEqualTo(call.ending());
        }
        for (Message message : messages) {
            if (message instanceof GetResponse got) {
                read.put(key(got.getResource().getMetadata()), got.getResource());
            }
        }
        return messages;
    }

    private Message current(Message request) {
        return switch (request) {
            case UpdateRequest update -> fromWhatWasRead(update);
            case CreateServiceAccountRequest create ->
                create.toBuilder()
                        .setArmoredPgpPublicKey(PublicKeys.armored(create.getName()))
                        .build();
            case RenewServiceAccountRequest renew ->
                renew.toBuilder()
                        .setArmoredPgpPublicKey(PublicKeys.armored(renew.getName()))
                        .build();
            default -> request;
        };
    }

    private Message fromWhatWasRead(UpdateRequest update) {
        Metadata recorded = update.getNewResource().getMetadata();
        Metadata stored =
                Optional.ofNullable(read.get(key(recorded))).orElseThrow().getMetadata();
        UpdateRequest.Builder current = update.toBuilder();
        current.getNewResourceBuilder()
                .getMetadataBuilder()
                .setVersion(stored.getVersion())
                .addAllFinalizers(stored.getFinalizersList());
        return current.build();
    }

    private static void awaitWhatOmnictlWaitsFor(Command command, Watching watching, List<TeardownRequest> leaving)
            throws InterruptedException {
        if (!watching.isOn()) {
            return;
        }
        if (command.startsWith("cluster status", "cluster template status")) {
            watching.await(() -> Health.isGood(watching));
        } else if (command.startsWith("cluster machine delete")) {
            WatchRequest machine = lastWatch(command);
            watching.await(() -> watching.isDestroyed(machine.getType(), machine.getId()));
        } else if (command.startsWith("get")) {
            WatchRequest watch = lastWatch(command);
            watching.await(() -> watch.hasId()
                    ? watching.present(watch.getType(), watch.getId()).isPresent()
                    : watching.bootstrapped() == 1);
        }
        watching.await(() -> leaving.stream().allMatch(gone -> watching.isDestroyed(gone.getType(), gone.getId())));
    }

    private static WatchRequest lastWatch(Command command) {
        try {
            return (WatchRequest) OmnictlChannel.request(command.calls().getLast());
        } catch (TextFormat.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFree(Watching watching, DestroyRequest destroy) {
        return watching.isDestroyed(destroy.getType(), destroy.getId())
                || watching.present(destroy.getType(), destroy.getId())
                        .map(Resource::getMetadata)
                        .filter(metadata ->
                                metadata.getPhase().equals("tearingDown") && metadata.getFinalizersCount() == 0)
                        .isPresent();
    }

    private static String key(Metadata metadata) {
        return metadata.getType() + "/" + metadata.getId();
    }
}
