import static java.util.Map.of;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.RaftVoterEndpoint;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResourceCollection;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What belongs to the operator: permissions, users, quotas, brokers, the quorum, the features of the cluster. */
final class ClusterAttacks {
    private static final Attack.Control ADMINISTRATOR = Attack.Control.ADMINISTRATOR;
    private static final Attack.Control NO_TOKENS =
        new Attack.Control.Nobody("delegation tokens are switched off: the brokers have no key for them");
    private static final int BROKER = 1;

    static List<Attack> all() {
        return List.of(
            Attack.onCluster("read permissions", ADMINISTRATOR,
                (as, on) -> as.admin().describeAcls(AclBindingFilter.ANY).values().get()),
            Attack.of("grant oneself a foreign topic", ADMINISTRATOR,
                (as, on) -> as.admin().createAcls(List.of(readOf(as, on))).all().get()),
            Attack.of("take a foreign user's permissions", ADMINISTRATOR,
                (as, on) -> as.admin().deleteAcls(List.of(readOf(as, on).toFilter())).all().get()),
            Attack.onCluster("list users", ADMINISTRATOR,
                (as, on) -> as.admin().describeUserScramCredentials().all().get()),
            Attack.of("look for a user", ADMINISTRATOR,
                (as, on) -> as.admin().describeUserScramCredentials(List.of(on.username())).all().get()),
            Attack.of("make a user", ADMINISTRATOR, (as, on) -> upsert(as, on.prefix() + "attack-made")),
            Attack.of("delete a user", ADMINISTRATOR,
                (as, on) -> as.admin().alterUserScramCredentials(List.of(
                    new UserScramCredentialDeletion(on.prefix() + "attack-made", ScramMechanism.SCRAM_SHA_512)))
                    .all().get()),
            Attack.onCluster("read quotas", ADMINISTRATOR,
                (as, on) -> as.admin().describeClientQuotas(ClientQuotaFilter.all()).entities().get()),
            Attack.of("choke a foreign user", ADMINISTRATOR, (as, on) -> quota(as, on.prefix() + "attack-made", 1.0)),
            Attack.onCluster("lift one's own quota", ADMINISTRATOR, (as, on) -> quota(as, as.username, null)),
            Attack.onCluster("read a broker's settings", ADMINISTRATOR,
                (as, on) -> as.admin().describeConfigs(List.of(broker())).all().get()),
            Attack.onCluster("change a broker's settings", ADMINISTRATOR, (as, on) -> alter(as, broker(),
                "log.cleaner.threads", "1")),
            Attack.onCluster("change every broker's settings", ADMINISTRATOR, (as, on) -> alter(as,
                new ConfigResource(ConfigResource.Type.BROKER, ""), "log.cleaner.threads", "1")),
            Attack.onCluster("change what a broker logs", ADMINISTRATOR, (as, on) -> alter(as,
                new ConfigResource(ConfigResource.Type.BROKER_LOGGER, "" + BROKER), "kafka.attack", "INFO")),
            Attack.onCluster("replace all of a broker's settings", ADMINISTRATOR,
                (as, on) -> replace(as, ConfigResource.Type.BROKER, "")),
            Attack.of("replace all of a foreign topic's settings", ADMINISTRATOR,
                (as, on) -> replace(as, ConfigResource.Type.TOPIC, on.topic())),
            Attack.onCluster("replace all of one's own topic's settings", ADMINISTRATOR,
                (as, on) -> replace(as, ConfigResource.Type.TOPIC, as.topic)),
            Attack.onCluster("list configured resources", ADMINISTRATOR,
                (as, on) -> as.admin().listConfigResources().all().get()),
            Attack.onCluster("order client metrics from everybody", ADMINISTRATOR, (as, on) -> alter(as,
                new ConfigResource(ConfigResource.Type.CLIENT_METRICS, "attack"), "interval.ms", "60000")),
            Attack.of("change a foreign group's settings", ADMINISTRATOR, (as, on) -> alter(as,
                new ConfigResource(ConfigResource.Type.GROUP, on.consumerGroup()),
                "consumer.session.timeout.ms", "45000")),
            Attack.of("read a foreign group's settings", ADMINISTRATOR,
                (as, on) -> as.admin().describeConfigs(List.of(
                    new ConfigResource(ConfigResource.Type.GROUP, on.consumerGroup()))).all().get()),
            Attack.onCluster("make a delegation token", NO_TOKENS,
                (as, on) -> as.admin().createDelegationToken().delegationToken().get()),
            Attack.onCluster("read delegation tokens", NO_TOKENS,
                (as, on) -> as.admin().describeDelegationToken().delegationTokens().get()),
            Attack.onCluster("renew a delegation token", NO_TOKENS,
                (as, on) -> as.admin().renewDelegationToken(new byte[] {1}).expiryTimestamp().get()),
            Attack.onCluster("end a delegation token", NO_TOKENS,
                (as, on) -> as.admin().expireDelegationToken(new byte[] {1}).expiryTimestamp().get()),
            Attack.onCluster("read log directories", ADMINISTRATOR, ClusterAttacks::logDirs),
            Attack.of("move a replica to another directory", ADMINISTRATOR,
                (as, on) -> as.admin().alterReplicaLogDirs(of(
                    new TopicPartitionReplica(on.topic(), 0, BROKER), "/nowhere")).all().get()),
            Attack.onCluster("list reassignments", ADMINISTRATOR,
                (as, on) -> as.admin().listPartitionReassignments().reassignments().get()),
            Attack.of("reassign a partition", ADMINISTRATOR,
                (as, on) -> as.admin().alterPartitionReassignments(of(on.partition(),
                    Optional.of(new NewPartitionReassignment(List.of(BROKER))))).all().get()),
            Attack.of("elect leaders", ADMINISTRATOR, (as, on) -> as.admin().electLeaders(
                ElectionType.PREFERRED, Set.of(on.partition())).partitions().get()),
            Attack.onCluster("read the quorum", ADMINISTRATOR,
                (as, on) -> as.admin().describeMetadataQuorum().quorumInfo().get()),
            Attack.onCluster("join the quorum", ADMINISTRATOR, (as, on) -> as.admin().addRaftVoter(99, Uuid.randomUuid(),
                Set.of(new RaftVoterEndpoint("CONTROLLER", "127.0.0.1", 9))).all().get()),
            Attack.onCluster("throw a controller out", ADMINISTRATOR,
                (as, on) -> as.admin().removeRaftVoter(99, Uuid.randomUuid()).all().get()),
            Attack.onCluster("unregister a broker", ADMINISTRATOR, (as, on) -> as.admin().unregisterBroker(999).all().get()),
            Attack.onCluster("change the cluster's features", ADMINISTRATOR, (as, on) -> as.admin().updateFeatures(
                of("metadata.version", new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.UPGRADE)),
                new org.apache.kafka.clients.admin.UpdateFeaturesOptions().validateOnly(true)).all().get()));
    }

    private static AclBinding readOf(Party as, Names on) {
        return new AclBinding(new ResourcePattern(ResourceType.TOPIC, on.prefix() + "attack-granted", PatternType.LITERAL),
            new AccessControlEntry("User:" + as.username, "*", AclOperation.READ, AclPermissionType.ALLOW));
    }

    private static void upsert(Party as, String username) throws Exception {
        as.admin().alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(username,
            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "attack-made"))).all().get();
    }

    private static void quota(Party as, String username, Double rate) throws Exception {
        var entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, username));
        as.admin().alterClientQuotas(List.of(new ClientQuotaAlteration(entity,
            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", rate))))).all().get();
    }

    private static ConfigResource broker() {
        return new ConfigResource(ConfigResource.Type.BROKER, "" + BROKER);
    }

    static void alter(Party as, ConfigResource resource, String name, String value) throws Exception {
        as.admin().incrementalAlterConfigs(of(resource,
            List.of(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET)))).all().get();
    }

    /** Clients do not send this one any more; brokers take it all the same. */
    private static void replace(Party as, ConfigResource.Type type, String name) throws Exception {
        var resource = new AlterConfigsResource().setResourceType(type.id()).setResourceName(name);
        as.everywhere().send(new AlterConfigsRequestData().setValidateOnly(true).setResources(
            new AlterConfigsResourceCollection(List.of(resource).iterator())), 2);
    }

    /** A broker answers those who may not with nothing at all. */
    private static void logDirs(Party as, Names on) throws Exception {
        var shown = as.admin().describeLogDirs(List.of(BROKER)).allDescriptions().get();
        Refused.unlessShown(shown.values().stream().anyMatch(each -> !each.isEmpty()));
    }
}
