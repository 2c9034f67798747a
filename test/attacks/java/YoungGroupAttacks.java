import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData.AcknowledgePartition;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData.AcknowledgeTopic;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData.AcknowledgeTopicCollection;
import org.apache.kafka.common.message.ShareFetchRequestData;
import org.apache.kafka.common.message.ShareFetchRequestData.FetchPartition;
import org.apache.kafka.common.message.ShareFetchRequestData.FetchTopic;
import org.apache.kafka.common.message.ShareFetchRequestData.FetchTopicCollection;
import org.apache.kafka.common.message.ShareGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Topology;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;

/** Share and streams groups: taking records through somebody else's, and reaching foreign topics through one's own. */
final class YoungGroupAttacks {
    private static final Attack.Control OWNER = Attack.Control.OWNER;
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    static List<Attack> all() {
        return List.of(
            Attack.of("describe a streams group", OWNER,
                (as, on) -> as.admin().describeStreamsGroups(List.of(on.streamsGroup())).all().get()),
            Attack.of("join a streams group", OWNER, (as, on) -> stream(as, on.streamsGroup(), as.topic)),
            Attack.of("read a foreign topic in a streams group of one's own", OWNER,
                (as, on) -> stream(as, as.newName(), on.topic())),
            Attack.of("read a foreign topic in a share group of one's own", OWNER,
                (as, on) -> share(as, as.newName(), on.topic())),
            Attack.of("take records through a share group", OWNER,
                (as, on) -> take(as, on.shareGroup(), as.topicId())),
            Attack.telling("take records of a foreign topic through a share group of one's own", TopicAttacks.KNOWN_ID,
                OWNER, (as, on) -> take(as, as.newName(), on.topicId())),
            Attack.of("acknowledge records of a share group", OWNER,
                (as, on) -> acknowledge(as, on.shareGroup(), on.topicId())));
    }

    private static Line group(Party as, String group) throws Exception {
        return as.coordinator(CoordinatorType.GROUP, group);
    }

    private static void stream(Party as, String group, String topic) throws Exception {
        var inside = new Subtopology().setSubtopologyId("0").setSourceTopics(List.of(topic));
        group(as, group).send(new StreamsGroupHeartbeatRequestData().setGroupId(group)
            .setMemberId(Uuid.randomUuid().toString()).setMemberEpoch(0).setProcessId("p").setRebalanceTimeoutMs(5_000)
            .setActiveTasks(List.of()).setStandbyTasks(List.of()).setWarmupTasks(List.of())
            .setTopology(new Topology().setEpoch(1).setSubtopologies(List.of(inside))), 0);
    }

    private static void share(Party as, String group, String topic) throws Exception {
        group(as, group).send(beat(group, Uuid.randomUuid().toString(), topic).setMemberEpoch(0), 1);
    }

    private static ShareGroupHeartbeatRequestData beat(String group, String memberId, String topic) {
        return new ShareGroupHeartbeatRequestData().setGroupId(group).setMemberId(memberId)
            .setSubscribedTopicNames(List.of(topic));
    }

    /** Joins first, where it may; a broker fails (UNKNOWN_SERVER_ERROR) as long as the group keeps nothing about the topic. */
    private static void take(Party as, String group, Uuid topicId) throws Exception {
        String memberId = Uuid.randomUuid().toString();
        group(as, group).answers(beat(group, memberId, as.topic).setMemberEpoch(0), 1);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (!tookNow(as, group, memberId, topicId, deadline)) Thread.sleep(50);
        } finally {
            group(as, group).answers(beat(group, memberId, as.topic).setMemberEpoch(-1), 1);
        }
    }

    private static boolean tookNow(Party as, String group, String memberId, Uuid topicId, long deadline) throws Exception {
        var partition = new FetchPartition().setPartitionIndex(0);
        var topic = new FetchTopic().setTopicId(topicId).setPartitions(
            new ShareFetchRequestData.FetchPartitionCollection(List.of(partition).iterator()));
        try {
            as.everywhere().send(new ShareFetchRequestData().setGroupId(group).setMemberId(memberId)
                .setShareSessionEpoch(0).setMaxWaitMs(50).setMinBytes(1).setMaxBytes(10_000).setMaxRecords(1).setBatchSize(1)
                .setTopics(new FetchTopicCollection(List.of(topic).iterator())), 1);
            return true;
        } catch (Refused refused) {
            if (!refused.getMessage().equals("UNKNOWN_SERVER_ERROR") || System.nanoTime() > deadline) throw refused;
            return false;
        }
    }

    private static void acknowledge(Party as, String group, Uuid topicId) throws Exception {
        var partition = new AcknowledgePartition().setPartitionIndex(0);
        var topic = new AcknowledgeTopic().setTopicId(topicId).setPartitions(
            new ShareAcknowledgeRequestData.AcknowledgePartitionCollection(List.of(partition).iterator()));
        as.everywhere().send(new ShareAcknowledgeRequestData().setGroupId(group).setMemberId(Uuid.randomUuid().toString())
            .setShareSessionEpoch(1).setTopics(new AcknowledgeTopicCollection(List.of(topic).iterator())), 1);
    }
}
