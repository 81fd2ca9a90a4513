package dev.omnibridge.simulator.machine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Everything about a machine that follows from its id: names, addresses and keys are the same in every run. */
public record MachineIdentity(String id) {

    /** Of the SideroLink network. */
    public static final String SUBNET = "fdae:41e4:649b:9303";

    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** An identity; the id is an UUID in lower case. */
    public MachineIdentity {
        if (!UUID.fromString(id).toString().equals(id)) {
            throw new IllegalArgumentException("machine id \"" + id + "\" is not a UUID in lower case");
        }
    }

    /** Address in the SideroLink network, a unique local IPv6 address. */
    public String managementAddress() {
        byte[] hash = hash("address");
        StringBuilder address = new StringBuilder(SUBNET);
        for (int i = 0; i < 8; i += 2) {
            // the top bit is set so that no group loses digits, as an address is written without leading zeros
            int group = (((hash[i] & 0x7f) | 0x40) << 8) | (hash[i + 1] & 0xff);
            address.append(':').append(Integer.toHexString(group));
        }
        return address.toString();
    }

    /** WireGuard public key of the link. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(hash("wireguard"));
    }

    /** Host name that Talos generates, for instance {@code talos-w3j-ji6}. */
    public String nodeName() {
        byte[] hash = hash("hostname");
        StringBuilder name = new StringBuilder("talos-");
        for (int i = 0; i < 6; i++) {
            name.append(i == 3 ? "-" : "").append(LETTERS.charAt((hash[i] & 0xff) % LETTERS.length()));
        }
        return name.toString();
    }

    /** Identity in the discovery service. */
    public String nodeIdentity() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash("node identity"));
    }

    /** Its id as a member of etcd, never 0. */
    public long etcdMemberId() {
        return (ByteBuffer.wrap(hash("etcd member")).getLong() & Long.MAX_VALUE) | 1;
    }

    /** Boot id of its n-th boot: an UUID. */
    public String bootId(int boot) {
        return UUID.nameUUIDFromBytes((id + "/" + boot).getBytes(StandardCharsets.UTF_8))
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    private byte[] hash(String purpose) {
        return Sha256.bytes(purpose + " " + id);
    }
}
