package io.github.evenkeel.run.state;

import io.github.evenkeel.spi.NodeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses of a node as words of type and address. */
final class AddressCodec {
    /** What the journal calls the address that the pool has; other types are those of Kubernetes. */
    private static final String PRIVATE_IP = "privateIp";

    private AddressCodec() {}

    /**
     * Reads them.
     *
     * @param firstField has the one that people know the node by
     * @param field has all
     */
    static NodeAddresses read(EntryCodec entry, String firstField, String field) {
        String privateIp = null;
        List<NodeAddress> ofNode = new ArrayList<>();
        for (String word : entry.words(field)) {
            String[] fields = word.split(",", -1);
            if (fields.length != 2 || fields[0].isEmpty() || fields[1].isEmpty()) {
                throw EntryFields.refused(field, word, "type and address with a comma between");
            }
            if (fields[0].equals(PRIVATE_IP)) {
                privateIp = fields[1];
            } else {
                ofNode.add(new NodeAddress(fields[0], fields[1]));
            }
        }
        NodeAddresses addresses = new NodeAddresses(privateIp, ofNode);
        String first = entry.required(firstField);
        if (!addresses.first().equals(first)) {
            throw EntryFields.refused(firstField, first, "the first of its addresses, " + addresses.first());
        }
        return addresses;
    }

    static String text(NodeAddresses addresses) {
        return Stream.concat(
                        Stream.ofNullable(addresses.privateIp()).map(address -> PRIVATE_IP + "," + address),
                        addresses.ofNode().stream().map(its -> its.type() + "," + its.value()))
                .collect(Collectors.joining(" "));
    }
}
