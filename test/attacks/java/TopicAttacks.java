import static java.util.Map.of;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopicCollection;

/** Reading, writing and finding somebody else's topics. */
final class TopicAttacks {
    static final String KNOWN_ID = "Kafka confirms the id of a topic to those who know it already; ids are random";

    static List<Attack> all() {
        return List.of(
            Attack.of("list topics", Attack.Control.OWNER,
                (as, on) -> Refused.unlessShown(as.admin().listTopics().names().get().contains(on.topic()))),
            Attack.of("describe a topic", Attack.Control.OWNER,
                (as, on) -> as.admin().describeTopics(List.of(on.topic())).allTopicNames().get()),
            Attack.telling("describe a topic by its id", KNOWN_ID, Attack.Control.OWNER,
                (as, on) -> as.admin().describeTopics(TopicCollection.ofTopicIds(List.of(on.topicId()))).allTopicIds().get()),
            Attack.of("read a topic's end offset", Attack.Control.OWNER,
                (as, on) -> as.admin().listOffsets(of(on.partition(), OffsetSpec.latest())).all().get()),
            Attack.of("find an offset by time", Attack.Control.OWNER,
                (as, on) -> as.admin().listOffsets(of(on.partition(), OffsetSpec.forTimestamp(0))).all().get()),
            Attack.of("produce", Attack.Control.OWNER, (as, on) -> produce(as, on, of())),
            Attack.of("produce without idempotence or acknowledgement of all", Attack.Control.OWNER,
                (as, on) -> produce(as, on, of("enable.idempotence", "false", "acks", "1"))),
            Attack.of("consume by assignment", Attack.Control.OWNER, TopicAttacks::consumeAssigned),
            Attack.of("subscribe, classic protocol", Attack.Control.OWNER,
                (as, on) -> subscribed(as, "classic", on, consumer -> consumer.subscribe(List.of(on.topic())))),
            Attack.of("subscribe, consumer protocol", Attack.Control.OWNER,
                (as, on) -> subscribed(as, "consumer", on, consumer -> consumer.subscribe(List.of(on.topic())))),
            Attack.of("subscribe to a pattern, classic protocol", Attack.Control.OWNER,
                (as, on) -> subscribed(as, "classic", on, consumer -> consumer.subscribe(Pattern.compile(".*")))),
            Attack.of("subscribe to a pattern, consumer protocol", Attack.Control.OWNER,
                (as, on) -> subscribed(as, "consumer", on,
                    consumer -> consumer.subscribe(new SubscriptionPattern(".*")))),
            Attack.telling("fetch by the id of a topic", KNOWN_ID, Attack.Control.OWNER,
                (as, on) -> fetch(as, on, new FetchRequestData(), 17)),
            Attack.of("fetch by the name of a topic", Attack.Control.OWNER,
                (as, on) -> fetch(as, on, new FetchRequestData(), 12)),
            Attack.of("ask for the offset of a leader epoch", Attack.Control.OWNER, TopicAttacks::leaderEpoch),
            Attack.of("see who produces", Attack.Control.OWNER,
                (as, on) -> as.admin().describeProducers(Set.of(on.partition())).all().get()));
    }

    private static void produce(Party as, Names on, java.util.Map<String, String> settings) throws Exception {
        try (var producer = as.producer(settings)) {
            producer.send(new ProducerRecord<>(on.topic(), 0, null, new byte[] {1})).get();
        }
    }

    private static void consumeAssigned(Party as, Names on) throws Exception {
        try (var consumer = as.consumer(null, "classic")) {
            consumer.assign(Set.of(on.partition()));
            consumer.seekToBeginning(Set.of(on.partition()));
            long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
            while (consumer.poll(Duration.ofMillis(200)).isEmpty())
                if (System.nanoTime() > deadline) throw Refused.late("records");
        }
    }

    private interface Subscribe {
        void with(KafkaConsumer<byte[], byte[]> consumer);
    }

    /** In a group of its own; succeeds when the group is given the topic. Its own topic shows that assigning has ended. */
    private static void subscribed(Party as, String protocol, Names on, Subscribe subscribe) throws Exception {
        try (var consumer = as.consumer(as.newName(), protocol)) {
            subscribe.with(consumer);
            long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
            while (!isGiven(consumer, on.topic()) && !isGiven(consumer, as.topic)) {
                if (System.nanoTime() > deadline) throw Refused.late("an assignment");
                consumer.poll(Duration.ofMillis(50));
            }
            Refused.unlessShown(isGiven(consumer, on.topic()));
        }
    }

    private static boolean isGiven(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.assignment().stream().anyMatch(each -> each.topic().equals(topic));
    }

    static void fetch(Party as, Names on, FetchRequestData request, int version) throws Exception {
        var partition = new FetchPartition().setPartition(0).setFetchOffset(0).setPartitionMaxBytes(10_000);
        request.setMaxWaitMs(50).setMinBytes(1).setMaxBytes(10_000)
            .setTopics(List.of(new FetchTopic().setTopic(on.topic()).setTopicId(on.topicId())
                .setPartitions(List.of(partition))));
        var answer = (FetchResponseData) as.everywhere().send(request, version).data();
        Refused.unlessShown(!answer.responses().isEmpty());
    }

    private static void leaderEpoch(Party as, Names on) throws Exception {
        var topic = new OffsetForLeaderTopic().setTopic(on.topic())
            .setPartitions(List.of(new OffsetForLeaderPartition().setPartition(0).setLeaderEpoch(0)));
        as.everywhere().send(new OffsetForLeaderEpochRequestData().setReplicaId(-1)
            .setTopics(new OffsetForLeaderTopicCollection(List.of(topic).iterator())), 4);
    }
}
