import static java.util.Map.of;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics in which a cluster keeps everybody's offsets, transactions and share groups. */
final class InternalAttacks {
    private static final List<String> TOPICS = List.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String topic : TOPICS) {
            var partition = new TopicPartition(topic, 0);
            attacks.add(Attack.onCluster("list " + topic, Attack.Control.ADMINISTRATOR,
                (as, on) -> Refused.unlessShown(as.admin().listTopics(
                    new org.apache.kafka.clients.admin.ListTopicsOptions().listInternal(true)).names().get().contains(topic))));
            attacks.add(Attack.onCluster("describe " + topic, Attack.Control.ADMINISTRATOR,
                (as, on) -> as.admin().describeTopics(List.of(topic)).allTopicNames().get()));
            attacks.add(Attack.onCluster("read " + topic, Attack.Control.ADMINISTRATOR,
                (as, on) -> as.admin().listOffsets(of(partition, OffsetSpec.latest())).all().get()));
            attacks.add(Attack.onCluster("write to " + topic, new Attack.Control.Harmless(InternalAttacks::produceOwn),
                (as, on) -> produce(as, partition)));
            attacks.add(Attack.onCluster("delete records of " + topic, new Attack.Control.Nobody(
                    "a compacted topic's records are deleted for nobody"),
                (as, on) -> as.admin().deleteRecords(of(partition, RecordsToDelete.beforeOffset(0))).all().get()));
        }
        return attacks;
    }

    private static void produceOwn(Party as, Names on) throws Exception {
        produce(as, new TopicPartition(as.topic, 0));
    }

    private static void produce(Party as, TopicPartition to) throws Exception {
        try (var producer = as.producer(of())) {
            producer.send(new ProducerRecord<>(to.topic(), to.partition(), new byte[] {1}, new byte[] {1})).get();
        }
    }
}
