import java.util.List;
import org.apache.kafka.common.message.DeleteShareGroupStateRequestData;
import org.apache.kafka.common.message.InitializeShareGroupStateRequestData;
import org.apache.kafka.common.message.ReadShareGroupStateRequestData;
import org.apache.kafka.common.message.ReadShareGroupStateSummaryRequestData;
import org.apache.kafka.common.message.WriteShareGroupStateRequestData;

/** What only coordinators ask each other about the progress of share groups. */
final class ShareStateAttacks {
    private static final Attack.Control ADMINISTRATOR = Attack.Control.ADMINISTRATOR;

    static List<Attack> all() {
        return List.of(
            Attack.of("read the state of a share group", ADMINISTRATOR, (as, on) -> as.everywhere().send(
                new ReadShareGroupStateRequestData().setGroupId(on.shareGroup()).setTopics(List.of(
                    new ReadShareGroupStateRequestData.ReadStateData().setTopicId(on.topicId()).setPartitions(List.of(
                        new ReadShareGroupStateRequestData.PartitionData())))), 0)),
            Attack.of("read the summary of a share group", ADMINISTRATOR, (as, on) -> as.everywhere().send(
                new ReadShareGroupStateSummaryRequestData().setGroupId(on.shareGroup()).setTopics(List.of(
                    new ReadShareGroupStateSummaryRequestData.ReadStateSummaryData().setTopicId(on.topicId())
                        .setPartitions(List.of(new ReadShareGroupStateSummaryRequestData.PartitionData())))), 0)),
            Attack.of("initialize the state of a share group", ADMINISTRATOR, (as, on) -> as.everywhere().send(
                new InitializeShareGroupStateRequestData().setGroupId(on.shareGroup()).setTopics(List.of(
                    new InitializeShareGroupStateRequestData.InitializeStateData().setTopicId(on.topicId())
                        .setPartitions(List.of(new InitializeShareGroupStateRequestData.PartitionData()
                            .setStateEpoch(1_000))))), 0)),
            Attack.of("write the state of a share group", ADMINISTRATOR, (as, on) -> as.everywhere().send(
                new WriteShareGroupStateRequestData().setGroupId(on.shareGroup()).setTopics(List.of(
                    new WriteShareGroupStateRequestData.WriteStateData().setTopicId(on.topicId()).setPartitions(List.of(
                        new WriteShareGroupStateRequestData.PartitionData().setStateEpoch(1_000))))), 0)),
            Attack.of("delete the state of a share group", ADMINISTRATOR, (as, on) -> as.everywhere().send(
                new DeleteShareGroupStateRequestData().setGroupId(on.shareGroup()).setTopics(List.of(
                    new DeleteShareGroupStateRequestData.DeleteStateData().setTopicId(on.topicId()).setPartitions(List.of(
                        new DeleteShareGroupStateRequestData.PartitionData())))), 0)));
    }
}
