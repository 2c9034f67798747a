import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.*;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopicCollection;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTransaction;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTransactionCollection;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarker;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarkerTopic;
import org.apache.kafka.common.protocol.ApiMessage;

/** What brokers and controllers say to each other, said by a tenant. */
final class BrokerAttacks {
    private static final int NOBODY = 999;
    private static final int BROKER = 1;

    static List<Attack> all() {
        return List.of(
            Attack.telling("fetch as a replica", TopicAttacks.KNOWN_ID, Attack.Control.ADMINISTRATOR,
                (as, on) -> TopicAttacks.fetch(as, on, asReplica(), 17)),
            Attack.onCluster("fetch the metadata of the cluster", Attack.Control.BROKER, (as, on) -> TopicAttacks.fetch(as,
                on.withTopic("__cluster_metadata", Uuid.METADATA_TOPIC_ID), new FetchRequestData(), 17)),
            Attack.of("write the markers of a transaction", Attack.Control.ADMINISTRATOR, BrokerAttacks::writeMarkers),
            Attack.of("add partitions to many transactions", Attack.Control.ADMINISTRATOR,
                BrokerAttacks::addPartitions),
            Attack.onCluster("send metrics of a client", new Attack.Control.Nobody("a broker takes metrics only of clients that it told to send some"),
                (as, on) -> send(as, new PushTelemetryRequestData().setClientInstanceId(Uuid.randomUuid()), 0)),
            Attack.onCluster("take producer ids from the controller", Attack.Control.BROKER,
                (as, on) -> send(as, new AllocateProducerIdsRequestData().setBrokerId(NOBODY), 0)),
            Attack.onCluster("change the replicas in sync", Attack.Control.BROKER,
                (as, on) -> send(as, new AlterPartitionRequestData().setBrokerId(NOBODY), 3)),
            Attack.onCluster("beat as a broker", Attack.Control.BROKER,
                (as, on) -> send(as, new BrokerHeartbeatRequestData().setBrokerId(NOBODY), 1)),
            Attack.onCluster("register a broker", Attack.Control.BROKER,
                (as, on) -> send(as, new BrokerRegistrationRequestData().setBrokerId(NOBODY)
                    .setClusterId("none").setIncarnationId(Uuid.randomUuid()), 4)),
            Attack.onCluster("register a controller", Attack.Control.BROKER,
                (as, on) -> send(as, new ControllerRegistrationRequestData().setControllerId(NOBODY)
                    .setIncarnationId(Uuid.randomUuid()), 0)),
            Attack.onCluster("move replicas between directories", Attack.Control.BROKER,
                (as, on) -> send(as, new AssignReplicasToDirsRequestData().setBrokerId(NOBODY), 0)),
            Attack.onCluster("wrap a request of the administrator", Attack.Control.BROKER,
                (as, on) -> send(as, new EnvelopeRequestData().setRequestData(java.nio.ByteBuffer.allocate(0))
                    .setRequestPrincipal(new byte[0]).setClientHostAddress(new byte[] {127, 0, 0, 1}), 0)),
            Attack.onCluster("ask for votes", Attack.Control.BROKER,
                (as, on) -> send(as, new VoteRequestData().setClusterId("none"), 0)),
            Attack.onCluster("begin to lead the quorum", Attack.Control.BROKER,
                (as, on) -> send(as, new BeginQuorumEpochRequestData().setClusterId("none"), 0)),
            Attack.onCluster("end the leader of the quorum", Attack.Control.BROKER,
                (as, on) -> send(as, new EndQuorumEpochRequestData().setClusterId("none"), 0)),
            Attack.onCluster("fetch a snapshot of the metadata", Attack.Control.BROKER,
                (as, on) -> send(as, new FetchSnapshotRequestData().setClusterId("none"), 0)),
            Attack.onCluster("change a voter's addresses", Attack.Control.BROKER,
                (as, on) -> send(as, new UpdateRaftVoterRequestData().setClusterId("none").setVoterId(NOBODY), 0)));
    }

    /** Succeeds with any answer that is not a refusal: let in, though what was asked makes no sense. */
    private static void send(Party as, ApiMessage message, int version) throws Exception {
        as.everywhere().send(message, version);
    }

    private static FetchRequestData asReplica() {
        return new FetchRequestData().setReplicaState(
            new FetchRequestData.ReplicaState().setReplicaId(BROKER).setReplicaEpoch(-1));
    }

    private static void writeMarkers(Party as, Names on) throws Exception {
        var topic = new WritableTxnMarkerTopic().setName(on.topic()).setPartitionIndexes(List.of(0));
        send(as, new WriteTxnMarkersRequestData().setMarkers(List.of(new WritableTxnMarker()
            .setProducerId(on.producerId()).setProducerEpoch(on.producerEpoch()).setTransactionResult(false)
            .setTopics(List.of(topic)))), 1);
    }

    private static void addPartitions(Party as, Names on) throws Exception {
        var topic = new AddPartitionsToTxnTopic().setName(on.topic()).setPartitions(List.of(0));
        var transaction = new AddPartitionsToTxnTransaction().setTransactionalId(on.transactionalId())
            .setProducerId(on.producerId()).setProducerEpoch(on.producerEpoch()).setVerifyOnly(true)
            .setTopics(new AddPartitionsToTxnTopicCollection(List.of(topic).iterator()));
        send(as, new AddPartitionsToTxnRequestData().setTransactions(
            new AddPartitionsToTxnTransactionCollection(List.of(transaction).iterator())), 4);
    }
}
