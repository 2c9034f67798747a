import static java.util.Map.of;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.ShareGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.TopicInfo;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Topology;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;

/** Finding, joining, moving and ending somebody else's groups: classic, consumer (KIP-848), share and streams groups. */
final class GroupAttacks {
    static List<Attack> all() {
        return List.of(
            Attack.of("list groups", Attack.Control.OWNER, GroupAttacks::list),
            Attack.of("describe a classic group", Attack.Control.OWNER,
                (as, on) -> as.admin().describeClassicGroups(List.of(on.classicGroup())).all().get()),
            Attack.of("describe a consumer group", Attack.Control.OWNER,
                (as, on) -> as.admin().describeConsumerGroups(List.of(on.consumerGroup())).all().get()),
            Attack.of("describe a share group", Attack.Control.OWNER,
                (as, on) -> as.admin().describeShareGroups(List.of(on.shareGroup())).all().get()),
            Attack.of("read a group's offsets", Attack.Control.OWNER,
                (as, on) -> as.admin().listConsumerGroupOffsets(
                    of(on.classicGroup(), new ListConsumerGroupOffsetsSpec())).all().get()),
            Attack.of("read a share group's offsets", Attack.Control.OWNER,
                (as, on) -> as.admin().listShareGroupOffsets(
                    of(on.shareGroup(), new ListShareGroupOffsetsSpec())).all().get()),
            Attack.of("read a streams group's offsets", Attack.Control.OWNER,
                (as, on) -> as.admin().listStreamsGroupOffsets(
                    of(on.streamsGroup(), new ListStreamsGroupOffsetsSpec())).all().get()),
            Attack.of("join a classic group", Attack.Control.OWNER, (as, on) -> join(as, on.classicGroup(), "classic")),
            Attack.of("join a consumer group", Attack.Control.OWNER,
                (as, on) -> join(as, on.consumerGroup(), "consumer")),
            Attack.of("join a share group", Attack.Control.OWNER, GroupAttacks::joinShare),
            Attack.of("commit an offset into a group", Attack.Control.OWNER,
                (as, on) -> commit(as, on.classicGroup(), as.topic)),
            Attack.of("commit an offset as a member whose id is known", Attack.Control.OWNER,
                (as, on) -> group(as, on.consumerGroup()).send(commitAsMember(as, on), 9)),
            Attack.of("keep the offset of a foreign topic in an own group", Attack.Control.OWNER,
                (as, on) -> commit(as, as.newName(), on.topic())),
            Attack.of("beat as a member whose id is known", Attack.Control.OWNER,
                (as, on) -> group(as, on.consumerGroup()).send(beat(on).setMemberEpoch(-1), 1)),
            Attack.of("make a member leave whose id is known", new Attack.Control.Harmless(GroupAttacks::leaveOwn),
                (as, on) -> group(as, on.classicGroup()).send(leave(on.classicGroup(), on.memberId()), 5)),
            Attack.onCluster("make a streams group that makes topics under a foreign prefix", Attack.Control.ADMINISTRATOR,
                GroupAttacks::streamsTopics),
            Attack.of("reset a share group", Attack.Control.OWNER,
                (as, on) -> as.admin().alterShareGroupOffsets(on.shareGroup(), of(on.partition(), 0L)).all().get()),
            Attack.of("take a topic from a share group", Attack.Control.ADMINISTRATOR,
                (as, on) -> as.admin().deleteShareGroupOffsets(on.shareGroup(), Set.of(on.sharedTopic())).all().get()),
            Attack.of("delete a group's offsets", Attack.Control.ADMINISTRATOR,
                (as, on) -> as.admin().deleteConsumerGroupOffsets(on.classicGroup(), Set.of(on.partition())).all().get()),
            Attack.of("delete a group", Attack.Control.ADMINISTRATOR,
                (as, on) -> as.admin().deleteConsumerGroups(List.of(on.classicGroup())).all().get()),
            Attack.of("delete a share group", Attack.Control.ADMINISTRATOR,
                (as, on) -> as.admin().deleteShareGroups(List.of(on.shareGroup())).all().get()));
    }

    private static Line group(Party as, String group) throws Exception {
        return as.coordinator(CoordinatorType.GROUP, group);
    }

    private static void list(Party as, Names on) throws Exception {
        var shown = as.admin().listGroups().all().get();
        Refused.unlessShown(shown.stream().anyMatch(each -> each.groupId().startsWith(on.prefix())));
    }

    private static void join(Party as, String group, String protocol) throws Exception {
        try (var consumer = as.consumer(group, protocol)) {
            consumer.subscribe(List.of(as.topic));
            long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
            while (consumer.groupMetadata().generationId() < 0) {
                if (System.nanoTime() > deadline) throw Refused.late("a place in the group");
                consumer.poll(Duration.ofMillis(50));
            }
        }
    }

    /** And leaves again, for a group with members cannot be reset. */
    private static void joinShare(Party as, Names on) throws Exception {
        var beat = new ShareGroupHeartbeatRequestData().setGroupId(on.shareGroup())
            .setMemberId(Uuid.randomUuid().toString()).setSubscribedTopicNames(List.of(as.topic));
        group(as, on.shareGroup()).send(beat.setMemberEpoch(0), 1);
        group(as, on.shareGroup()).send(beat.setMemberEpoch(-1), 1);
    }

    private static void commit(Party as, String group, String topic) throws Exception {
        var partition = new TopicPartition(topic, 0);
        as.admin().alterConsumerGroupOffsets(group, of(partition, new OffsetAndMetadata(0))).all().get();
    }

    private static OffsetCommitRequestData commitAsMember(Party as, Names on) {
        var partition = new OffsetCommitRequestPartition().setPartitionIndex(0).setCommittedOffset(0);
        return new OffsetCommitRequestData().setGroupId(on.consumerGroup()).setMemberId(on.memberId())
            .setGenerationIdOrMemberEpoch(Victim.LIVE_MEMBER_EPOCH.get())
            .setTopics(List.of(new OffsetCommitRequestTopic().setName(as.topic).setPartitions(List.of(partition))));
    }

    private static ConsumerGroupHeartbeatRequestData beat(Names on) {
        return new ConsumerGroupHeartbeatRequestData().setGroupId(on.consumerGroup()).setMemberId(on.memberId());
    }

    private static LeaveGroupRequestData leave(String group, String memberId) {
        return new LeaveGroupRequestData().setGroupId(group)
            .setMembers(List.of(new MemberIdentity().setMemberId(memberId)));
    }

    /** With the id of a member of its own group, found as everybody can find it. */
    private static void leaveOwn(Party as, Names on) throws Exception {
        String group = as.newName();
        try (var consumer = as.consumer(group, "classic")) {
            consumer.subscribe(List.of(as.topic));
            long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
            while (consumer.assignment().isEmpty()) {
                if (System.nanoTime() > deadline) throw Refused.late("an assignment");
                consumer.poll(Duration.ofMillis(50));
            }
            group(as, group).send(leave(group, consumer.groupMetadata().memberId()), 5);
        }
    }

    /**
     * The coordinator makes the internal topics of a streams group for those who may create them; a member that is told
     * to wait, because its coordinator does not know the source topic yet, beats again.
     */
    private static void streamsTopics(Party as, Names on) throws Exception {
        String made = on.prefix() + "attack-repartition";
        var inside = new Subtopology().setSubtopologyId("0").setSourceTopics(List.of(as.topic))
            .setRepartitionSinkTopics(List.of(made))
            .setRepartitionSourceTopics(List.of(new TopicInfo().setName(made).setPartitions(1)));
        String group = as.newName();
        var beat = new StreamsGroupHeartbeatRequestData().setGroupId(group)
            .setMemberId(Uuid.randomUuid().toString()).setMemberEpoch(0).setProcessId("p")
            .setRebalanceTimeoutMs(5_000).setActiveTasks(List.of()).setStandbyTasks(List.of())
            .setWarmupTasks(List.of())
            .setTopology(new Topology().setEpoch(1).setSubtopologies(List.of(inside)));
        long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
        while (!as.admin().listTopics().names().get().contains(made)) {
            if (System.nanoTime() > deadline) throw Refused.late("an internal topic");
            group(as, group).send(beat, 0);
            Thread.sleep(50);
        }
    }
}
