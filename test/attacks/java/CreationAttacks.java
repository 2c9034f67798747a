import static java.util.Map.of;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.config.ConfigResource;

/** Making, changing and deleting topics: the control plane alone may, within plans; tenants may not even their own. */
final class CreationAttacks {
    private static final Attack.Control ADMINISTRATOR = Attack.Control.ADMINISTRATOR;

    static List<Attack> all() {
        return List.of(
            Attack.onCluster("make a topic under one's own prefix", ADMINISTRATOR, (as, on) -> make(as, as.prefix + "attack-made")),
            Attack.of("make a topic under a foreign prefix", ADMINISTRATOR, (as, on) -> make(as, on.prefix() + "attack-made-there")),
            Attack.of("make a topic that counts like a foreign one", ADMINISTRATOR,
                (as, on) -> make(as, on.topic().replace('.', '_') + "-attack")),
            Attack.of("make a topic with a name of 249 characters", ADMINISTRATOR,
                (as, on) -> make(as, on.prefix() + "x".repeat(249 - on.prefix().length()))),
            Attack.of("make a topic by asking for it", Attack.Control.OWNER, CreationAttacks::ask),
            Attack.onCluster("add partitions to one's own topic", ADMINISTRATOR, (as, on) -> grow(as, as.topic)),
            Attack.of("add partitions to a foreign topic", ADMINISTRATOR, (as, on) -> grow(as, on.topic())),
            Attack.onCluster("keep one's own records for ever", ADMINISTRATOR,
                (as, on) -> ClusterAttacks.alter(as, topic(as.topic), "retention.ms", "604800000")),
            Attack.onCluster("raise the largest batch of one's own topic", ADMINISTRATOR,
                (as, on) -> ClusterAttacks.alter(as, topic(as.topic), "max.message.bytes", "1048588")),
            Attack.of("change a foreign topic's settings", ADMINISTRATOR,
                (as, on) -> ClusterAttacks.alter(as, topic(on.topic()), "retention.ms", "604800000")),
            Attack.of("read a foreign topic's settings", ADMINISTRATOR,
                (as, on) -> as.admin().describeConfigs(List.of(topic(on.topic()))).all().get()),
            Attack.of("delete a foreign topic's records", ADMINISTRATOR,
                (as, on) -> as.admin().deleteRecords(of(on.partition(), RecordsToDelete.beforeOffset(0))).all().get()),
            Attack.onCluster("delete one's own topic", ADMINISTRATOR,
                (as, on) -> as.admin().deleteTopics(List.of(as.topic)).all().get()),
            Attack.of("delete a foreign topic", ADMINISTRATOR,
                (as, on) -> as.admin().deleteTopics(List.of(on.topic())).all().get()),
            Attack.telling("delete a foreign topic by its id", TopicAttacks.KNOWN_ID, ADMINISTRATOR,
                (as, on) -> as.admin().deleteTopics(TopicCollection.ofTopicIds(List.of(on.topicId()))).all().get()));
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static void make(Party as, String name) throws Exception {
        as.admin().createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty()))).all().get();
    }

    private static void grow(Party as, String name) throws Exception {
        var options = new org.apache.kafka.clients.admin.CreatePartitionsOptions().validateOnly(true);
        as.admin().createPartitions(of(name, NewPartitions.increaseTo(100)), options).all().get();
    }

    /** A consumer asks for topics so that brokers with auto.create.topics.enable make them. */
    private static void ask(Party as, Names on) throws Exception {
        try (var consumer = as.consumer(null, "classic")) {
            Refused.unlessShown(!consumer.partitionsFor(on.topic()).isEmpty());
        }
    }
}
