import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What an attack is aimed at: everything of one tenant, or names and ids that nobody has. */
record Names(
    String prefix,
    String topic,
    Uuid topicId,
    String sharedTopic,
    String classicGroup,
    String consumerGroup,
    String shareGroup,
    String streamsGroup,
    String transactionalId,
    long producerId,
    short producerEpoch,
    String memberId,
    String username) {

    /** Of the right form, made up. */
    static Names missing(Names like) {
        String prefix = "z".repeat(like.prefix.length() - 1) + ".";
        return named(prefix, prefix + "orders", Uuid.randomUuid(), 999_999_999L, (short) 0,
            Uuid.randomUuid().toString(), prefix.replace(".", "-") + "1");
    }

    static Names named(String prefix, String topic, Uuid topicId, long producerId, short producerEpoch,
            String memberId, String username) {
        return new Names(prefix, topic, topicId, topic, prefix + "attack-classic", prefix + "attack-consumer",
            prefix + "attack-share", prefix + "attack-streams", prefix + "attack-transaction",
            producerId, producerEpoch, memberId, username);
    }

    /** Another topic; the share group still reads the first. */
    Names withTopic(String other, Uuid otherId) {
        return new Names(prefix, other, otherId, sharedTopic, classicGroup, consumerGroup, shareGroup, streamsGroup, transactionalId,
            producerId, producerEpoch, memberId, username);
    }

    Names inTransaction(String otherId, long otherProducerId, short otherEpoch) {
        return new Names(prefix, topic, topicId, sharedTopic, classicGroup, consumerGroup, shareGroup, streamsGroup, otherId,
            otherProducerId, otherEpoch, memberId, username);
    }

    TopicPartition partition() {
        return new TopicPartition(topic, 0);
    }
}
