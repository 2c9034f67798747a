import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.Cursor;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;

/** Requests that name topics by their ids, or by a place in the list of all. */
final class IdAttacks {
    private static final Attack.Control OWNER = Attack.Control.OWNER;

    static List<Attack> all() {
        return List.of(
            Attack.telling("produce by the id of a topic", TopicAttacks.KNOWN_ID, OWNER, IdAttacks::produce),
            Attack.telling("keep the offset of a foreign topic by its id", TopicAttacks.KNOWN_ID, OWNER, IdAttacks::commit),
            Attack.telling("read the offset of a foreign topic by its id", TopicAttacks.KNOWN_ID, OWNER, IdAttacks::fetch),
            Attack.of("list topics from a foreign one on", OWNER, IdAttacks::listFrom));
    }

    private static void produce(Party as, Names on) throws Exception {
        var records = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(System.currentTimeMillis(), new byte[] {1}));
        var topic = new TopicProduceData().setTopicId(on.topicId())
            .setPartitionData(List.of(new PartitionProduceData().setIndex(0).setRecords(records)));
        as.everywhere().send(new ProduceRequestData().setAcks((short) -1).setTimeoutMs(5_000)
            .setTopicData(new TopicProduceDataCollection(List.of(topic).iterator())), 13);
    }

    private static void commit(Party as, Names on) throws Exception {
        String group = as.newName();
        var partition = new OffsetCommitRequestPartition().setPartitionIndex(0).setCommittedOffset(0);
        as.coordinator(CoordinatorType.GROUP, group).send(new OffsetCommitRequestData().setGroupId(group)
            .setTopics(List.of(new OffsetCommitRequestTopic().setTopicId(on.topicId()).setPartitions(List.of(partition)))), 10);
    }

    private static void fetch(Party as, Names on) throws Exception {
        String group = as.newName();
        var topic = new OffsetFetchRequestTopics().setTopicId(on.topicId()).setPartitionIndexes(List.of(0));
        as.coordinator(CoordinatorType.GROUP, group).send(new OffsetFetchRequestData()
            .setGroups(List.of(new OffsetFetchRequestGroup().setGroupId(group).setTopics(List.of(topic)))), 10);
    }

    /** Asks for all, beginning where somebody else's would be. */
    private static void listFrom(Party as, Names on) throws Exception {
        var answer = (DescribeTopicPartitionsResponseData) as.everywhere().send(new DescribeTopicPartitionsRequestData()
            .setCursor(new Cursor().setTopicName(on.topic()).setPartitionIndex(0)).setResponsePartitionLimit(10), 0).data();
        Refused.unlessShown(answer.topics().stream().anyMatch(each -> on.topic().equals(each.name())));
    }
}
