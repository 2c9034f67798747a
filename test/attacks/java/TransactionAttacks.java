import static java.util.Map.of;

import java.util.List;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopicCollection;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;

/** Taking part in, fencing and ending somebody else's open transaction, whose producer id and epoch are known. */
final class TransactionAttacks {
    static List<Attack> all() {
        return List.of(
            Attack.of("list transactions", Attack.Control.OWNER, TransactionAttacks::list),
            Attack.of("describe a transaction", Attack.Control.OWNER,
                (as, on) -> as.admin().describeTransactions(List.of(on.transactionalId())).all().get()),
            Attack.of("add a partition to a transaction", Attack.Control.OWNER,
                (as, on) -> as.everywhere().send(addPartition(on, as.topic, as.lastPartition()), 3)),
            Attack.of("add a foreign partition to an own transaction", Attack.Control.OWNER, (as, on) -> {
                Begun own = begin(as, as.newName());
                own.at(as).send(addPartition(own.names(on), on.topic(), as.lastPartition()), 3);
            }),
            Attack.of("add a group to a transaction", Attack.Control.OWNER,
                (as, on) -> as.everywhere().send(addGroup(on, as.newName()), 3)),
            Attack.of("add a foreign group to an own transaction", Attack.Control.OWNER, (as, on) -> {
                Begun own = begin(as, as.newName());
                own.at(as).send(addGroup(own.names(on), on.classicGroup()), 3);
            }),
            Attack.of("commit offsets of a foreign group in an own transaction", Attack.Control.OWNER, (as, on) -> {
                Begun own = begin(as, as.newName());
                own.at(as).answers(addGroup(own.names(on), on.classicGroup()), 3);
                as.coordinator(CoordinatorType.GROUP, on.classicGroup())
                    .send(commitOffsets(own, on.classicGroup(), as.topic), 3);
            }),
            Attack.of("produce in a transaction, to an own topic", Attack.Control.OWNER, TransactionAttacks::produce),
            Attack.of("end a transaction by its producer id", Attack.Control.OWNER,
                (as, on) -> as.everywhere().send(new EndTxnRequestData().setTransactionalId(on.transactionalId())
                    .setProducerId(on.producerId()).setProducerEpoch(on.producerEpoch()).setCommitted(false), 3)),
            Attack.of("abort a transaction with the markers of a coordinator", Attack.Control.ADMINISTRATOR,
                (as, on) -> as.admin().abortTransaction(new AbortTransactionSpec(on.partition(), on.producerId(),
                    on.producerEpoch(), 0)).all().get()),
            Attack.of("end a transaction by its name", Attack.Control.OWNER,
                (as, on) -> as.admin().forceTerminateTransaction(on.transactionalId()).result().get()),
            Attack.of("fence a producer", Attack.Control.OWNER,
                (as, on) -> as.admin().fenceProducers(List.of(on.transactionalId())).all().get()),
            Attack.of("become a transactional producer", Attack.Control.OWNER, (as, on) -> {
                try (var producer = as.producer(of("transactional.id", on.transactionalId()))) {
                    producer.initTransactions();
                }
            }));
    }

    private static void list(Party as, Names on) throws Exception {
        var shown = as.admin().listTransactions().all().get();
        Refused.unlessShown(shown.stream().anyMatch(each -> each.transactionalId().equals(on.transactionalId())));
    }

    /** A producer of a transactional id of one's own. */
    private record Begun(String transactionalId, long producerId, short epoch) {
        Line at(Party as) throws Exception {
            return as.coordinator(CoordinatorType.TRANSACTION, transactionalId);
        }

        Names names(Names on) {
            return on.inTransaction(transactionalId, producerId, epoch);
        }
    }

    /** What is one's own is no attack yet: a coordinator that has only just become one is asked again. */
    private static Begun begin(Party as, String transactionalId) throws Exception {
        long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
        while (true) {
            try {
                return beginOnce(as, transactionalId);
            } catch (Refused refused) {
                if (!refused.isNotYet() || System.nanoTime() > deadline) throw refused;
                Thread.sleep(50);
            }
        }
    }

    private static Begun beginOnce(Party as, String transactionalId) throws Exception {
        var answer = (InitProducerIdResponseData) as.coordinator(CoordinatorType.TRANSACTION, transactionalId).send(new InitProducerIdRequestData()
            .setTransactionalId(transactionalId).setTransactionTimeoutMs(30_000), 4).data();
        return new Begun(transactionalId, answer.producerId(), answer.producerEpoch());
    }

    private static AddPartitionsToTxnRequestData addPartition(Names on, String topic, int partition) {
        var one = new AddPartitionsToTxnTopic().setName(topic).setPartitions(List.of(partition));
        return new AddPartitionsToTxnRequestData().setV3AndBelowTransactionalId(on.transactionalId())
            .setV3AndBelowProducerId(on.producerId()).setV3AndBelowProducerEpoch(on.producerEpoch())
            .setV3AndBelowTopics(new AddPartitionsToTxnTopicCollection(List.of(one).iterator()));
    }

    private static AddOffsetsToTxnRequestData addGroup(Names on, String group) {
        return new AddOffsetsToTxnRequestData().setTransactionalId(on.transactionalId())
            .setProducerId(on.producerId()).setProducerEpoch(on.producerEpoch()).setGroupId(group);
    }

    private static TxnOffsetCommitRequestData commitOffsets(Begun own, String group, String topic) {
        var partition = new TxnOffsetCommitRequestPartition().setPartitionIndex(0).setCommittedOffset(0);
        return new TxnOffsetCommitRequestData().setTransactionalId(own.transactionalId).setGroupId(group)
            .setProducerId(own.producerId).setProducerEpoch(own.epoch)
            .setTopics(List.of(new TxnOffsetCommitRequestTopic().setName(topic).setPartitions(List.of(partition))));
    }

    private static void produce(Party as, Names on) throws Exception {
        var records = MemoryRecords.withTransactionalRecords(Compression.NONE, on.producerId(), on.producerEpoch(), 0,
            new SimpleRecord(System.currentTimeMillis(), new byte[] {1}));
        var topic = new TopicProduceData().setName(as.topic)
            .setPartitionData(List.of(new PartitionProduceData().setIndex(as.lastPartition()).setRecords(records)));
        as.everywhere().send(new ProduceRequestData().setTransactionalId(on.transactionalId()).setAcks((short) -1)
            .setTimeoutMs(5_000).setTopicData(new TopicProduceDataCollection(List.of(topic).iterator())), 9);
    }
}
